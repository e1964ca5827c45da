// The platform's change logs: what they tell of publishes that nobody watched.

import type { LoggedPublish } from '../ipc/generated';
import { count } from './count';
import { day } from './when';

export const changeLog = {
	/** A line of the history. */
	published: 'Published',
	publishedBy: 'Published by',
	parts: ({ parts }: LoggedPublish) => (parts.length === 0 ? '' : `${count(parts.length, 'part', 'parts')}: ${parts.join(', ')}`),
	source: 'from the change log, which does not tell how it ended',
	/** Below the history. */
	lead: 'Was something published while nobody watched? Kore.ai’s change log may tell.',
	look: 'Look into the change log',
	looking: 'Reading the change log…',
	found: (publishes: number, backTo: number) =>
		`${publishes === 0 ? 'Nothing that was missing here' : `${count(publishes, 'publish', 'publishes')} that ${publishes === 1 ? 'was' : 'were'} missing here`}, back to ${day(backTo)}.`,
	tooLong:
		'This change log has too many entries to be read at once, so nothing is known about what is missing here. Kore.ai shows all of it in the bot’s own change logs.',
	noSecret: 'The secret of this account is not here. Give it again, then look into the change log.',
	noScope:
		'This app may not read the change logs. In the Admin Console, give the app the permission Logs → Bot Audit Logs, then look again. Everything else works without it.',
	/** In an account. */
	choose: 'Fill gaps from the change log',
	chooseText: 'Looks up what was published while nobody watched, after each gap. Needs the optional permission Logs → Bot Audit Logs.',
	on: 'Gaps are filled from the change log from now on.',
	off: 'The change log is read when you ask for it only.',
};
