// What a publish looks like beside what is usual for its bot.

import type { JobDetail, JobRow, Usual } from '../ipc/generated';

export type Judged = 'quicker' | 'usual' | 'slower';

/** How a publish that is over compares. */
export function judged({ took }: Usual, lasted: number | null): Judged {
	if (!took || lasted === null) return 'usual';
	return lasted > took.high ? 'slower' : lasted < took.low ? 'quicker' : 'usual';
}

export type End = { is: 'between'; from: number; by: number } | { is: 'by'; by: number } | { is: 'late' } | { is: 'unknown' };

/** When a running publish will probably be over. An estimate that has passed is none. */
export function end({ took, ends }: Usual, now: number): End {
	if (!took) return { is: 'unknown' };
	if (!ends || now > ends.by) return { is: 'late' };
	return now < ends.from ? { is: 'between', from: ends.from, by: ends.by } : { is: 'by', by: ends.by };
}

/** For how long a running publish has shown nothing new, where that is too long. */
export function stuckFor(job: JobDetail, row: JobRow, now: number): number | null {
	const last = job.progress.at(-1);
	// The line may be a step ahead of the parts: then something new has just been seen.
	if (!last || last.percent !== row.percent || row.partsPublished !== last.partsPublished) return null;
	const still = now - last.at;
	return (row.state === 'publishing' || row.state === 'waiting') && still >= job.usual.stuckAfter ? still : null;
}
