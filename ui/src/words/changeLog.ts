// The platform's change logs: what they tell of publishes that nobody watched.

import type { ChangeLogRead, ChangeLogStop, LoggedPublish } from '../ipc/generated';
import { count, form } from './count';
import { day } from './when';

const stops: Record<ChangeLogStop, string> = {
	noSecret: 'The secret of this account is not here. Give it again, then look into the change log.',
	paused: 'Checks are paused, so nothing is asked of Kore.ai. Resume them, then look into the change log.',
	held: 'Kore.ai cannot be asked about this account just now. Look again in some minutes.',
	more: 'The change log goes on: look again to read the rest.',
};

function foundUpTo({ found, backTo, stop, kind }: ChangeLogRead): string {
	const upTo = backTo === null ? '' : ` It was read back to ${day(backTo)}.`;
	if (found > 0) return `The change log names ${count(found, 'publish', 'publishes')} that ${form(found, 'was', 'were')} missing here.${upTo}`;
	// Where nothing was read, nothing is said of what was found.
	if (kind !== null || (stop !== null && stop !== 'more')) return '';
	return backTo === null ? 'So far, the change log names no publish that is missing here.' : `The change log names no publish that is missing here.${upTo}`;
}

const inPart = (at: number): string => `The change log of ${day(at)} is longer than can be read, so a publish of that day may still be missing.`;

export const changeLog = {
	/** A line of the history. */
	published: 'Published',
	publishedBy: 'Published by',
	parts: ({ parts }: LoggedPublish) => (parts.length === 0 ? '' : `${count(parts.length, 'part', 'parts')}: ${parts.join(', ')}`),
	source: 'from the change log, which does not tell how it ended',
	/** A line of the history too. */
	inPart,
	/** Below the history. */
	lead: 'Was something published while nobody watched? Kore.ai’s change log may tell.',
	look: 'Look into the change log',
	/** In the samples, instead. */
	noSamples: 'Sample bots have no change log.',
	looking: 'Reading the change log… A long one takes a minute or two.',
	/** What came of it, but for what failed. */
	found: (read: ChangeLogRead): string => [foundUpTo(read), read.inPart === null ? '' : inPart(read.inPart), read.stop === null ? '' : stops[read.stop]].filter((said) => said !== '').join(' '),
	noScope:
		'This app may not read the change logs. In the Admin Console, give the app the permission Logs → Bot Audit Logs, then look again. Everything else works without it.',
	/** In an account. */
	choose: 'Fill gaps from the change log',
	chooseText: 'Looks up what was published while nobody watched, after each gap. Needs the optional permission Logs → Bot Audit Logs.',
	on: 'Gaps are filled from the change log from now on.',
	off: 'The change log is read when you ask for it only.',
};
