// The history as a file, and a report about one publish.

import type { ExportDone, ExportFormat } from '../ipc/generated';
import { count } from './count';

const formats: Record<ExportFormat, string> = {
	csv: 'Table for Excel or another spreadsheet (CSV)',
	jsonLines: 'Data for a program (JSON Lines)',
};

const list = new Intl.ListFormat('en');

/** What a file holds: `3 publishes and 1 time without watching`. */
function contents({ publishes, logged, gaps }: ExportDone): string {
	const parts = [count(publishes, 'publish', 'publishes')];
	if (logged > 0) parts.push(`${count(logged, 'publish', 'publishes')} that only change logs tell of`);
	if (gaps > 0) parts.push(count(gaps, 'time without watching', 'times without watching'));
	return list.format(parts);
}

export const exporting = {
	open: 'Save this list…',
	title: 'Save the publishes that the filters leave',
	what: 'All publishes that the filters leave, also those further down, the times in which the app did not watch, and what change logs tell of them. Filters by state or resource leave out what change logs tell: they do not say how a publish ended.',
	form: 'Kind of file',
	formats,
	withUserIds: 'Write user IDs too',
	withUserIdsHelp: 'Without them, people are written by name only, where a name is known.',
	save: 'Choose a file and save…',
	begun: 'Choose a file…',
	written: (value: number) => `${count(value, 'publish', 'publishes')} written so far.`,
	stop: 'Stop',
	stopped: 'Stopped. Nothing was saved.',
	done: (done: ExportDone): string => `Saved as ${done.saved.name}: ${contents(done)}.`,
};

export const report = {
	open: 'Report…',
	lead: 'What happened, which parts failed, what changed since it last worked, and what the app could not see. Without secrets and user IDs. The web page opens in any browser and can be printed.',
	save: 'Save as a web page…',
	copy: 'Copy as text',
	copied: 'The report was copied. Paste it into a ticket or a chat.',
	notCopied: 'The report could not be copied. Save it as a web page instead.',
};
