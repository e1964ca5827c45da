// What the window knows of accounts and bots: one snapshot, kept up to date by news.

import { call, refusalOf, subscribe } from '../ipc/client';
import type { AccountView, Changes, Destination, Refusal, Snapshot } from '../ipc/generated';
import { keyOf, lineOf, nameOf, type Line } from '../rules/line';
import { merge } from '../rules/merge';
import { newlyFailed } from '../rules/alarm';
import { visibleText } from '../rules/visible';
import { en } from '../words/en';
import { clock } from './clock.svelte';
import { exporting } from './exporting.svelte';
import { presence } from './presence.svelte';
import { voice } from './voice.svelte';
import { arrive, go } from './way';

const EMPTY: Snapshot = { mode: 'own', seq: -1, accounts: [], bots: [], notices: [], alerts: { toLookAt: 0, newest: 0 }, pause: { until: null }, people: [] };

class Board {
	snapshot = $state.raw<Snapshot>(EMPTY);
	phase = $state<'loading' | 'ready' | 'unread'>('loading');
	refusal = $state<Refusal>('history');
	/** Whose bots these are. For effects: `snapshot` changes with every news, this does not. */
	readonly mode = $derived(this.snapshot.mode);
	#signedOut = $derived(new Set(this.snapshot.accounts.filter((one) => one.secret === 'signedOut').map((one) => one.id)));
	#all = $derived<Line[]>(this.snapshot.bots.map((row) => lineOf(row, clock.now, this.#signedOut.has(row.accountId))));
	/** The bots that are watched. */
	lines = $derived(this.#all.filter((line) => !line.row.archived));
	/** The bots that were put away. */
	archived = $derived(this.#all.filter((line) => line.row.archived));
	#accounts = $derived(new Map(this.snapshot.accounts.map((account) => [account.id, account])));
	/** Names given by hand, by the platform's id. */
	people = $derived<ReadonlyMap<string, string>>(new Map(this.snapshot.people.map(({ id, name }) => [id, name])));
	#lines = $derived(new Map(this.#all.map((line) => [line.key, line])));
	/** News that came while a snapshot was on its way. */
	#early: Changes[] | null = null;
	#reading: Promise<void> | null = null;
	#again = false;
	/** Where the person is led as soon as it is known what is there. */
	#destination: Destination | null = null;

	/** Hears first, then asks: nothing can fall in between. */
	async start(): Promise<void> {
		await subscribe((changes) => this.#hear(changes)).catch((thrown: unknown) => {
			this.refusal = refusalOf(thrown);
			this.phase = 'unread';
		});
		this.#destination = (await arrive()) ?? this.#destination;
		if (this.phase === 'loading') await this.refresh();
	}

	/** Asks for everything anew; done when an answer to a question asked after this is here. */
	refresh(): Promise<void> {
		if (this.#reading) this.#again = true;
		else {
			this.#reading = this.#read().finally(() => {
				this.#reading = null;
			});
		}
		return this.#reading ?? Promise.resolve();
	}

	async #read(): Promise<void> {
		do {
			this.#again = false;
			this.#early ??= [];
			try {
				const snapshot = await call('snapshot', {});
				const early = this.#early;
				this.#early = null;
				clock.touch();
				clock.heard();
				this.snapshot = snapshot;
				this.phase = 'ready';
				for (const changes of early) this.#news(changes);
				this.#go();
			} catch (thrown) {
				this.#early = null;
				this.refusal = refusalOf(thrown);
				// What is known stays on the screen; only a window that knows nothing says so.
				if (this.phase !== 'ready') this.phase = 'unread';
			}
		} while (this.#again);
	}

	#hear(changes: Changes): void {
		clock.heard();
		if (changes.go) {
			this.#destination = changes.go;
			if (this.phase === 'ready') this.#go();
		}
		if (changes.presence) presence.heard(changes.presence);
		if (changes.exported !== null) exporting.heard(changes.exported);
		if (changes.seq > 0) this.#news(changes);
	}

	#go(): void {
		const destination = this.#destination;
		this.#destination = null;
		if (destination) go(destination, this);
	}

	#news(changes: Changes): void {
		if (this.#early) {
			this.#early.push(changes);
			return;
		}
		if (this.phase !== 'ready') return;
		const before = this.snapshot;
		const merged = merge(before, changes);
		if (merged.snapshot !== before) {
			clock.touch();
			this.snapshot = merged.snapshot;
			const failed = newlyFailed(before.bots, changes.bots);
			const first = failed[0];
			if (failed.length === 1 && first) voice.raise(en.board.newlyFailed(visibleText(nameOf(first), 80)));
			else if (failed.length > 1) voice.raise(en.board.manyFailed(failed.length));
		}
		if (merged.resync) void this.refresh();
	}

	account(id: string): AccountView | undefined {
		return this.#accounts.get(id);
	}

	/** What somebody is called here. */
	person(id: string): string | undefined {
		return this.people.get(id);
	}

	line(bot: { accountId: string; botId: string }): Line | undefined {
		return this.#lines.get(keyOf(bot));
	}
}

export const board = new Board();
