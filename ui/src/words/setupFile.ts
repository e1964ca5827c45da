// The set-up file.

import type { SetupFileAccount, SetupFileProblem } from '../ipc/generated';
import { count, number } from './count';

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
	lead: 'Accounts, bots, names and groups for a colleague, as text. Secrets and notes are never in it.',
	copy: 'Copy the set-up file',
	paste: 'Text of a set-up file',
	pasteHelp: 'Paste all of it here. Nothing changes before you have seen what is in it.',
	look: 'Look through it',
	account: (account: SetupFileAccount) =>
		account.hereAs === null
			? `New account “${account.name}” on ${account.host} with ${count(account.fresh, 'bot', 'bots')}. It asks for its secret.`
			: `“${account.hereAs}” is here already: ${count(account.fresh, 'new bot', 'new bots')}, ${number(account.known)} watched already.`,
	take: 'Take it in',
	taken: 'The set-up file was taken in. New accounts wait for their secret.',
};
