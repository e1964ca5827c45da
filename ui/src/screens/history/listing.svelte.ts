// The history, page by page.

import { call, refusalOf } from '../../ipc/client';
import type { Gap, HistoryChoices, HistoryCount, HistoryCursor, HistorySort, JobRow, Refusal } from '../../ipc/generated';
import { NO_CHOICE, belongs, filterOf, inUse, without, type ChoiceName, type JobChoice } from '../../rules/jobChoice';
import { board } from '../../state/board.svelte';

const PAGE = 50;

/** Times and lengths begin with the newest and the longest, names with A, states with the failed. */
const FALLING: readonly HistorySort[] = ['requested', 'duration'];

export function listing() {
	return new Listing();
}

export class Listing {
	choice = $state<JobChoice>({ ...NO_CHOICE });
	sort = $state<HistorySort>('requested');
	descending = $state(true);
	choices = $state.raw<HistoryChoices>({ people: [], partGroups: [] });
	jobs = $state.raw<readonly JobRow[]>([]);
	/** Times in which nobody watched, where the list is ordered by time. */
	gaps = $state.raw<readonly Gap[]>([]);
	next = $state.raw<HistoryCursor | null>(null);
	about = $state.raw<HistoryCount | null>(null);
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

	/** Publishes that began since the list was read and belong at its top. */
	newer = $derived.by(() => {
		if (this.sort !== 'requested' || !this.descending) return 0;
		const listed = new Set(this.jobs.map((job) => job.job));
		const top = this.jobs[0]?.requestedAt ?? 0;
		return board.snapshot.bots.filter(
			({ job, group }) => job !== null && job.requestedAt >= top && !listed.has(job.job) && belongs(this.choice, job, group, Date.now()),
		).length;
	});

	/** The filters in use. */
	get used(): ChoiceName[] {
		return inUse(this.choice);
	}

	clear(): void {
		this.choice = { ...NO_CHOICE };
	}

	drop(name: ChoiceName): void {
		this.choice = without(this.choice, name);
	}

	/** A column's head: its order, or the other direction of it. */
	by(sort: HistorySort): void {
		this.descending = this.sort === sort ? !this.descending : FALLING.includes(sort);
		this.sort = sort;
	}

	/** Reads the first page anew, and what can be filtered by. */
	async read(): Promise<void> {
		await Promise.all([this.#page(null), this.#choices()]);
	}

	/** Reads one page more. */
	async more(): Promise<void> {
		if (this.next) await this.#page(this.next);
	}

	async #choices(): Promise<void> {
		try {
			this.choices = await call('history_choices', {});
		} catch {
			// The page itself says that the history cannot be read.
		}
	}

	async #page(after: HistoryCursor | null): Promise<void> {
		// Only the newest question may fill the list.
		const turn = ++this.#turn;
		this.busy = true;
		try {
			const page = await call('history_page', {
				filter: filterOf($state.snapshot(this.choice), Date.now()),
				sort: this.sort,
				descending: this.descending,
				after,
				limit: PAGE,
			});
			if (turn !== this.#turn) return;
			this.jobs = after ? [...this.jobs, ...page.jobs] : page.jobs;
			this.gaps = after ? [...this.gaps, ...page.gaps] : page.gaps;
			this.about = page.about ?? this.about;
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
