// An export of the history: it goes on while the person looks at something else.

import { call, refusalOf } from '../ipc/client';
import type { ExportDraft } from '../ipc/generated';
import { visibleText } from '../rules/visible';
import { en } from '../words/en';
import { voice } from './voice.svelte';

class Exporting {
	busy = $state(false);
	/** Publishes written so far; null until the first are. */
	written = $state<number | null>(null);
	said = $state('');
	failed = $state(false);
	#stopped = false;

	async begin(draft: ExportDraft): Promise<void> {
		if (this.busy) return;
		Object.assign(this, { busy: true, written: null, said: '', failed: false });
		this.#stopped = false;
		try {
			const done = await call('export_history', draft);
			this.failed = done.saved.outcome !== 'saved' && done.saved.outcome !== 'cancelled';
			this.said = this.#stopped && done.saved.outcome === 'cancelled' ? en.exporting.stopped : visibleText(en.exporting.done(done), 400);
		} catch (thrown) {
			const refused = en.refusals[refusalOf(thrown)];
			this.failed = true;
			this.said = `${refused.happened} ${refused.todo}`;
		}
		this.busy = false;
		voice.say(this.said);
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		await call('stop_export', {}).catch(() => {});
	}

	heard(written: number): void {
		if (this.busy) this.written = written;
	}
}

export const exporting = new Exporting();
