// Files that a person chooses in the dialog of their system.

import type { FileSaved, OpenOutcome, SaveOutcome } from '../ipc/generated';

const problems: Record<Exclude<SaveOutcome, 'saved' | 'cancelled'>, string> = {
	diskFull: 'Nothing was saved: the disk is full. Make room on it or choose another one, then try again.',
	readOnly: 'Nothing was saved: this folder may not be written. Choose another one.',
	folderGone: 'Nothing was saved: the folder is no longer there. Choose another one.',
	noFile: 'Nothing was saved: what has this name is no ordinary file. Choose another name.',
	failed: 'Nothing was saved: the system could not write the file. Choose another folder, then try again.',
};

const opened: Record<Exclude<OpenOutcome, 'read' | 'cancelled'>, (name: string) => string> = {
	tooLarge: (name) => `“${name}” is larger than 8 MiB, so it was not opened.`,
	notText: (name) => `“${name}” is no text. Open it in the program that made it, save it as CSV or text, and open that.`,
	unreadable: (name) => `“${name}” could not be read. See whether it is still there and whether you may open it.`,
};

export const files = {
	problems,
	opened,
	save: 'Save…',
	open: 'Open a file…',
	openList: 'Open a list…',
	openListHelp: 'A CSV or text file. Nothing is added before you have seen what is in it.',
	saved: (name: string) => `Saved as ${name}.`,
	/** What to say of it; nothing where the person chose no file. */
	said: ({ outcome, name }: FileSaved): string =>
		outcome === 'saved' ? files.saved(name) : outcome === 'cancelled' ? '' : problems[outcome],
};
