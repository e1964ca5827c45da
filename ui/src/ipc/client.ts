// The way to the app behind the window. In a plain browser a pretend one takes its place.

import { Channel, invoke } from '@tauri-apps/api/core';
import type { Changes, Commands, Refusal } from './generated';

/** What the window can ask and hear. */
export interface Backend {
	call<Name extends keyof Commands>(
		name: Name,
		request: Commands[Name]['request'],
	): Promise<Commands[Name]['answer']>;
	/** Changes come from now on; ask for a snapshot after this. */
	subscribe(hear: (changes: Changes) => void): Promise<void>;
}

const app: Backend = {
	call: (name, request) => invoke(name, { request }),
	async subscribe(hear) {
		const channel = new Channel<Changes>();
		channel.onmessage = hear;
		await invoke('subscribe', { channel });
	},
};

let backend: Promise<Backend> | null = null;

function chosen(): Promise<Backend> {
	backend ??= choose();
	return backend;
}

async function choose(): Promise<Backend> {
	if ('__TAURI_INTERNALS__' in window) return app;
	// The mode is known when building: the released window does not hold the pretend backend.
	if (import.meta.env.MODE !== 'production') {
		const { fake } = await import('./fake');
		return fake();
	}
	return app;
}

/** Asks for something. A refusal is thrown; see `refusalOf`. */
export const call: Backend['call'] = async (name, request) => (await chosen()).call(name, request);

/** Hears changes. */
export const subscribe: Backend['subscribe'] = async (hear) => (await chosen()).subscribe(hear);

const REFUSALS: readonly Refusal[] = ['gone', 'history', 'closing', 'newer', 'unreadable'];

/** What was thrown, as one of the refusals that have words. */
export function refusalOf(thrown: unknown): Refusal {
	return REFUSALS.find((refusal) => refusal === thrown) ?? 'closing';
}
