// An export of the history: it goes on while the person looks at something else.

import { call } from '../ipc/client';
import type { ExportDraft } from '../ipc/generated';
import { visibleText } from '../rules/visible';
import { en } from '../words/en';
import { Attempt } from './attempt.svelte';
import { voice } from './voice.svelte';

class Exporting extends Attempt {
	/** Publishes written so far; null while the person chooses a file. */
	written = $state<number | null>(null);
	/** Whether the person sees what is said of it where they began it. */
	near = false;
	#stopped = false;

	async begin(draft: ExportDraft): Promise<void> {
		if (this.busy) return;
		this.written = null;
		this.#stopped = false;
		await this.make(async () => {
			const done = await call('export_history', draft);
			this.tell(done.saved);
			if (done.saved.outcome === 'saved') this.said = en.exporting.done({ ...done, saved: { ...done.saved, name: visibleText(done.saved.name, 80) } });
			else if (done.saved.outcome === 'cancelled' && this.#stopped) this.said = en.exporting.stopped;
		});
		if (!this.near && this.said !== '') voice.say(this.said);
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
