// The app beside its window: what was chosen about it, and how it is.

import { call } from '../ipc/client';
import type { PauseFor, Presence, PresenceDraft } from '../ipc/generated';
import { en } from '../words/en';
import { voice } from './voice.svelte';

class PresenceState {
	now = $state.raw<Presence | null>(null);

	/** The system is asked: somebody may have changed it elsewhere. */
	async load(): Promise<void> {
		await call('presence', {}).then(
			(presence) => (this.now = presence),
			() => {},
		);
	}

	heard(presence: Presence): void {
		this.now = presence;
	}

	async choose(over: Partial<PresenceDraft>): Promise<void> {
		if (!this.now) return;
		const { closing, trayFirst } = { ...this.now, ...over };
		await this.#take(call('set_presence', { closing, trayFirst }));
	}

	async startAtLogin(on: boolean): Promise<void> {
		await this.#take(call('set_at_login', { on }));
	}

	async pause(pauseFor: PauseFor): Promise<void> {
		await call('pause', { pauseFor }).catch(() => voice.say(en.presence.notKept));
	}

	async resume(): Promise<void> {
		await call('unpause', {}).then(
			() => voice.say(en.presence.resumed),
			() => voice.say(en.presence.notKept),
		);
	}

	async #take(answer: Promise<Presence>): Promise<void> {
		await answer.then(
			(presence) => (this.now = presence),
			async () => {
				voice.say(en.presence.notKept);
				await this.load();
			},
		);
	}
}

export const presence = new PresenceState();
