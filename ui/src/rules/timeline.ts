// The history of one bot: its publishes, and the stretches in which nobody watched.

import type { Gap, JobRow } from '../ipc/generated';

/** A line of the history. */
export type Entry = { kind: 'job'; job: JobRow } | { kind: 'gap'; gap: Gap };

/** Shorter pauses are the ordinary rhythm of checks and nobody's news. */
export const SHORTEST_GAP_MS = 60_000;

function timeOf(entry: Entry): number {
	return entry.kind === 'job' ? entry.job.requestedAt : entry.gap.to;
}

/** Both together, newest first. Gaps older than the oldest job shown say nothing here. */
export function timeline(jobs: readonly JobRow[], gaps: readonly Gap[]): Entry[] {
	const oldest = jobs.length > 0 ? Math.min(...jobs.map((job) => job.requestedAt)) : 0;
	const entries: Entry[] = [
		...jobs.map((job): Entry => ({ kind: 'job', job })),
		...gaps
			.filter((gap) => gap.to - gap.from >= SHORTEST_GAP_MS && gap.to >= oldest)
			.map((gap): Entry => ({ kind: 'gap', gap })),
	];
	return entries.sort((a, b) => timeOf(b) - timeOf(a));
}

/** How long the bars of durations are, 0 to 1, against the longest of the list. */
export function durationShares(jobs: readonly JobRow[]): Map<number, number> {
	const longest = Math.max(1, ...jobs.map((job) => job.duration ?? 0));
	return new Map(jobs.map((job) => [job.job, (job.duration ?? 0) / longest]));
}
