// The history, page by page.

import { call, refusalOf } from '../../ipc/client';
import type { BotRef, HistoryCursor, JobRow, PublishState, Refusal } from '../../ipc/generated';
import { board } from '../../state/board.svelte';

const PAGE = 50;

export type StateChoice = 'all' | 'moving' | PublishState;

export function listing() {
	return new Listing();
}

export class Listing {
	state = $state<StateChoice>('all');
	accountId = $state('');
	bot = $state.raw<BotRef | null>(null);
	jobs = $state.raw<readonly JobRow[]>([]);
	next = $state.raw<HistoryCursor | null>(null);
	phase = $state<'loading' | 'ready' | 'unread'>('loading');
	refusal = $state<Refusal>('history');
	busy = $state(false);
	/** The publish that was opened from the list, and how far the list was scrolled then. */
	opened: number | null = null;
	scrollTop = 0;
	#turn = 0;

	/** What is listed, with the newest that the board knows of each. */
	shown = $derived.by(() => {
		const newest = new Map<number, JobRow>();
		for (const row of board.snapshot.bots) if (row.job) newest.set(row.job.job, row.job);
		return this.jobs.map((job) => newest.get(job.job) ?? job);
	});

	/** Publishes that began since the list was read and belong into it. */
	newer = $derived.by(() => {
		const listed = new Set(this.jobs.map((job) => job.job));
		const top = this.jobs[0]?.requestedAt ?? 0;
		return board.snapshot.bots.filter(
			({ job }) => job !== null && job.requestedAt >= top && !listed.has(job.job) && this.#wanted(job),
		).length;
	});

	get filtering(): boolean {
		return this.state !== 'all' || this.accountId !== '' || this.bot !== null;
	}

	clear(): void {
		this.state = 'all';
		this.accountId = '';
		this.bot = null;
	}

	#states(): PublishState[] {
		if (this.state === 'all') return [];
		return this.state === 'moving' ? ['publishing', 'waiting'] : [this.state];
	}

	#wanted(job: JobRow): boolean {
		const states = this.#states();
		return (
			(states.length === 0 || states.includes(job.state)) &&
			(this.accountId === '' || this.accountId === job.accountId) &&
			(this.bot === null || (this.bot.botId === job.botId && this.bot.accountId === job.accountId))
		);
	}

	/** Reads the first page anew. */
	async read(): Promise<void> {
		await this.#page(null);
	}

	/** Reads one page more. */
	async more(): Promise<void> {
		if (this.next) await this.#page(this.next);
	}

	async #page(after: HistoryCursor | null): Promise<void> {
		// Only the newest question may fill the list.
		const turn = ++this.#turn;
		this.busy = true;
		try {
			const page = await call('history_page', {
				accountId: this.bot?.accountId ?? (this.accountId === '' ? null : this.accountId),
				botId: this.bot?.botId ?? null,
				states: this.#states(),
				after,
				limit: PAGE,
			});
			if (turn !== this.#turn) return;
			this.jobs = after ? [...this.jobs, ...page.jobs] : page.jobs;
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
