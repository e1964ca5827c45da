// The set-up file.

import type { SetupFileAccount, SetupFilePreview, SetupFileProblem } from '../ipc/generated';
import { count, form } from './count';

const problems: Record<SetupFileProblem, string> = {
	empty: 'Nothing stands in it. Paste the whole text of a set-up file.',
	tooLarge: 'This is more than a set-up file can hold: 100 accounts and 10,000 bots. Nothing was changed.',
	unreadable: 'This is no set-up file of this app, or a part of it is missing. Nothing was changed. Ask for it again.',
	newer: 'A newer version of this app made this file. Nothing was changed. Install the newer version, then try again.',
	notWritten: 'Nothing was saved: the history file could not be written. See whether the disk is full, then try again.',
};

export const setupFile = {
	problems,
	title: 'Set-up file',
	lead: 'Accounts, bots, names, groups and alert choices for a colleague. Secrets and notes are never in it.',
	save: 'Save the set-up file…',
	copy: 'Copy the set-up file',
	importTitle: 'Take in a set-up file',
	paste: 'Or paste its text',
	pasteHelp: 'Nothing changes before you have seen what is in it.',
	look: 'Look through it',
	whatHappens: 'This is what happens',
	whatHappensWith: (file: string) => `This is what happens with ${file}`,
	account: (account: SetupFileAccount): string[] => {
		if (account.hereAs === null) {
			return [`New account “${account.name}” on ${account.host} with ${count(account.fresh, 'bot', 'bots')}. It waits for its secret.`];
		}
		const told = [`“${account.hereAs}” is here already: ${count(account.fresh, 'new bot', 'new bots')}, ${count(account.known, 'bot is', 'bots are')} here.`];
		if (account.back > 0) told.push(`${count(account.back, 'bot', 'bots')} that you put away ${form(account.back, 'is', 'are')} watched again.`);
		if (account.filled > 0) told.push(`${count(account.filled, 'bot gets', 'bots get')} a name or group that is still empty here.`);
		if (account.kept > 0) told.push(`${count(account.kept, 'bot has', 'bots have')} another name or group in the file. Yours stay.`);
		return told;
	},
	choices: ({ choicesFresh, choicesKept }: SetupFilePreview): string[] => {
		const told: string[] = [];
		if (choicesFresh > 0) told.push(`${count(choicesFresh, 'alert choice is', 'alert choices are')} taken over.`);
		if (choicesKept > 0) told.push(`${count(choicesKept, 'alert choice differs', 'alert choices differ')} from yours. Yours stay.`);
		return told;
	},
	stays: 'What you said here stays. The file adds to it and fills what is empty.',
	take: 'Take it in',
	taken: (fresh: number) =>
		fresh === 0 ? 'The set-up file was taken in.' : `The set-up file was taken in. ${count(fresh, 'account waits', 'accounts wait')} for the secret.`,
};
