// The list of alerts, page by page.

import { call, refusalOf } from '../../ipc/client';
import type { AlertView, Refusal } from '../../ipc/generated';

const PAGE = 50;

export class AlertList {
	alerts = $state.raw<readonly AlertView[]>([]);
	next = $state<number | null>(null);
	/** The newest that was seen when the list was opened: what came later is marked as new. */
	seen = $state(0);
	phase = $state<'loading' | 'ready' | 'unread'>('loading');
	refusal = $state<Refusal>('history');
	busy = $state(false);
	#turn = 0;

	newest = $derived(this.alerts[0]?.alert ?? 0);

	/** Reads the first page anew. */
	async read(): Promise<void> {
		await this.#page(null);
	}

	/** Reads one page more. */
	async more(): Promise<void> {
		if (this.next !== null) await this.#page(this.next);
	}

	async #page(after: number | null): Promise<void> {
		// Only the newest question may fill the list.
		const turn = ++this.#turn;
		this.busy = true;
		try {
			const page = await call('alert_page', { after, limit: PAGE });
			if (turn !== this.#turn) return;
			if (this.phase === 'loading') this.seen = page.seen;
			this.alerts = after === null ? page.alerts : [...this.alerts, ...page.alerts];
			this.next = page.next;
			this.phase = 'ready';
		} catch (thrown) {
			if (turn !== this.#turn) return;
			this.refusal = refusalOf(thrown);
			this.phase = 'unread';
		}
		this.busy = false;
	}
}
