// The history as a file, and a report about one publish.

import type { ExportDone, ExportFormat } from '../ipc/generated';
import { count } from './count';

const formats: Record<ExportFormat, string> = {
	csv: 'Table for Excel or another spreadsheet (CSV)',
	jsonLines: 'Data for a program (JSON Lines)',
};

const gaps = (value: number): string => (value === 0 ? '' : ` and ${count(value, 'time without watching', 'times without watching')}`);

export const exporting = {
	open: 'Save this list…',
	title: 'Save the publishes that the filters leave',
	what: 'All publishes that the filters leave, also those further down, the times in which the app did not watch, and what change logs tell of them.',
	form: 'Kind of file',
	formats,
	withUserIds: 'Write user IDs too',
	withUserIdsHelp: 'Without them, people are written by name only, where a name is known.',
	save: 'Choose a file and save…',
	begun: 'Choose a file…',
	written: (value: number) => `${count(value, 'publish', 'publishes')} written so far.`,
	stop: 'Stop',
	stopped: 'Stopped. Nothing was saved.',
	done: ({ saved, publishes, gaps: times }: ExportDone): string =>
		`Saved as ${saved.name}: ${count(publishes, 'publish', 'publishes')}${gaps(times)}.`,
};

export const report = {
	open: 'Report…',
	lead: 'What happened, which parts failed, what changed since it last worked, and what the app could not see. Without secrets and user IDs. The web page opens in any browser and can be printed.',
	save: 'Save as a web page…',
	copy: 'Copy as text',
	copied: 'The report was copied. Paste it into a ticket or a chat.',
	notCopied: 'The report could not be copied. Save it as a web page instead.',
};
