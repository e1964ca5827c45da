// The history of one bot: its publishes, the stretches in which nobody watched, and what the change
// log tells of those.

import type { Gap, JobRow, LoggedPublish } from '../ipc/generated';

/** A line of the history. */
export type Entry = { kind: 'job'; job: JobRow } | { kind: 'gap'; gap: Gap } | { kind: 'logged'; publish: LoggedPublish } | { kind: 'older'; at: number };

/** Shorter pauses are the ordinary rhythm of checks and nobody's news. */
export const SHORTEST_GAP_MS = 60_000;

function timeOf(entry: Entry): number {
	if (entry.kind === 'job') return entry.job.requestedAt;
	if (entry.kind === 'older') return entry.at;
	return entry.kind === 'gap' ? entry.gap.to : entry.publish.from;
}

/**
 * All together, newest first. Gaps older than the oldest publish shown say nothing here. Where there are older jobs
 * than those (`goesOn`) a line says so before what the change log tells of that time.
 */
export function timeline(jobs: readonly JobRow[], gaps: readonly Gap[], logged: readonly LoggedPublish[], goesOn = false): Entry[] {
	const times = [...jobs.map((job) => job.requestedAt), ...logged.map((publish) => publish.from)];
	const oldest = times.length > 0 ? Math.min(...times) : 0;
	const entries: Entry[] = [
		...jobs.map((job): Entry => ({ kind: 'job', job })),
		...gaps
			.filter((gap) => gap.to - gap.from >= SHORTEST_GAP_MS && gap.to >= oldest)
			.map((gap): Entry => ({ kind: 'gap', gap })),
		...logged.map((publish): Entry => ({ kind: 'logged', publish })),
	];
	const oldestJob = Math.min(...jobs.map((job) => job.requestedAt));
	if (goesOn && logged.some((publish) => publish.from < oldestJob)) entries.push({ kind: 'older', at: oldestJob - 1 });
	return entries.sort((a, b) => timeOf(b) - timeOf(a));
}

/** How long the bars of durations are, 0 to 1, against the longest of the list. */
export function durationShares(jobs: readonly JobRow[]): Map<number, number> {
	const longest = Math.max(1, ...jobs.map((job) => job.duration ?? 0));
	return new Map(jobs.map((job) => [job.job, (job.duration ?? 0) / longest]));
}
