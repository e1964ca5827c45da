// Which notes on a form stand against saving it.

import type { Field, FieldNote, Note } from '../ipc/generated';

const PROBLEMS: ReadonlySet<Note> = new Set<Note>([
	'empty',
	'hostUnreadable',
	'hostNotHttps',
	'hostHasUser',
	'hostIsAnId',
	'clientIdSpaces',
	'clientIdOtherKind',
	'secretTooLong',
	'secretIsClientId',
	'botIdUnreadable',
	'botIdsTooMany',
	'accountExists',
	'secretForOtherHost',
	'proxyUnreadable',
	'proxyHasUser',
	'caFileUnreadable',
	'caFileNoCertificate',
]);

/** Whether it has to be mended first; the others are remarks. */
export function isProblem(note: Note): boolean {
	return PROBLEMS.has(note);
}

/** The notes of one field, problems first. */
export function notesOf(notes: readonly FieldNote[], field: Field): FieldNote[] {
	return notes
		.filter((note) => note.field === field)
		.sort((a, b) => Number(isProblem(b.note)) - Number(isProblem(a.note)));
}
