// Asks what there is to say about what was typed.

import { call } from '../../ipc/client';
import type { Field, FieldNote } from '../../ipc/generated';
import { isProblem } from '../../rules/notes';
import { setup } from '../../state/setup.svelte';

/** The notes about these fields. None where the app does not answer: going on will tell. */
export async function judge(fields: readonly Field[]): Promise<FieldNote[]> {
	try {
		const reply = await call('preview_account', setup.accountDraft(false));
		return reply.notes.filter((note) => fields.includes(note.field));
	} catch {
		return [];
	}
}

/** Whether one of them stands against going on. */
export function stands(notes: readonly FieldNote[]): boolean {
	return notes.some(({ note }) => isProblem(note));
}
