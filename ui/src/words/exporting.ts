// The history as a file, and a report about one publish.

import type { ExportDone, ExportFormat } from '../ipc/generated';
import { count } from './count';
import { files } from './files';

const formats: Record<ExportFormat, string> = {
	csv: 'Table for a spreadsheet (CSV)',
	jsonLines: 'Data for a program (JSON Lines)',
};

const gaps = (value: number): string => (value === 0 ? '' : ` and ${count(value, 'time without watching', 'times without watching')}`);

export const exporting = {
	open: 'Save this list…',
	title: 'Save the publishes that the filters leave',
	form: 'Form',
	formats,
	withUserIds: 'With user IDs',
	withUserIdsHelp: 'Otherwise only the names that you gave to people are in it.',
	save: 'Choose a file and save…',
	begun: 'Choose a file…',
	written: (value: number) => `${count(value, 'publish', 'publishes')} written so far.`,
	stop: 'Stop',
	stopped: 'Stopped. Nothing was saved.',
	done: ({ saved, publishes, gaps: times }: ExportDone): string =>
		saved.outcome === 'saved' ? `${files.saved(saved.name)} ${count(publishes, 'publish', 'publishes')}${gaps(times)}.` : files.said(saved),
};

export const report = {
	open: 'Report…',
	lead: 'What happened, which parts failed, what changed since it last worked, and what the app could not see. Without secrets, and without user IDs.',
	save: 'Save as a web page…',
	copy: 'Copy as text',
	copied: 'The report was copied. Paste it into a ticket or a chat.',
	notCopied: 'The report could not be copied. Save it as a web page instead.',
};
