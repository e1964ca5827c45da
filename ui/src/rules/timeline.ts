// The history of one bot: its publishes, the stretches in which nobody watched, and what the change
// log tells of those.

import type { Gap, JobRow, LoggedPublish } from '../ipc/generated';

/** A line of the history. */
export type Entry = { kind: 'job'; job: JobRow } | { kind: 'gap'; gap: Gap } | { kind: 'logged'; publish: LoggedPublish } | { kind: 'inPart'; at: number } | { kind: 'older'; at: number };

/** What the change log tells: publishes that nobody watched, and a moment of each day of which it could not be read to its end. */
export type Logged = { publishes: readonly LoggedPublish[]; inPart: readonly number[] };

const nothingLogged: Logged = { publishes: [], inPart: [] };

/** Shorter pauses are the ordinary rhythm of checks and nobody's news. */
export const SHORTEST_GAP_MS = 60_000;

function timeOf(entry: Entry): number {
	if (entry.kind === 'job') return entry.job.requestedAt;
	if (entry.kind === 'gap') return entry.gap.to;
	return entry.kind === 'logged' ? entry.publish.from : entry.at;
}

/**
 * All together, newest first. Gaps older than the oldest publish shown say nothing here. Where there are older jobs
 * than those (`goesOn`) a line says so before what the change log tells of that time.
 */
export function timeline(jobs: readonly JobRow[], gaps: readonly Gap[], logged: Logged = nothingLogged, goesOn = false): Entry[] {
	const fromLog = [...logged.publishes.map((publish) => publish.from), ...logged.inPart];
	const times = [...jobs.map((job) => job.requestedAt), ...fromLog];
	const oldest = times.length > 0 ? Math.min(...times) : 0;
	const entries: Entry[] = [
		...jobs.map((job): Entry => ({ kind: 'job', job })),
		...gaps
			.filter((gap) => gap.to - gap.from >= SHORTEST_GAP_MS && gap.to >= oldest)
			.map((gap): Entry => ({ kind: 'gap', gap })),
		...logged.publishes.map((publish): Entry => ({ kind: 'logged', publish })),
		...logged.inPart.map((at): Entry => ({ kind: 'inPart', at })),
	];
	const oldestJob = Math.min(...jobs.map((job) => job.requestedAt));
	if (goesOn && fromLog.some((at) => at < oldestJob)) entries.push({ kind: 'older', at: oldestJob - 1 });
	return entries.sort((a, b) => timeOf(b) - timeOf(a));
}

/** A line of the list of all publishes. */
export type Line = { kind: 'job'; job: JobRow } | { kind: 'gaps'; count: number; gap: Gap };

/**
 * Jobs that are ordered by time, with the gaps that lie between them. A gap stands where it ended. Several between two
 * publishes are one line, from the first to the last of them: nights of a quiet month are no news each.
 */
export function withGaps(jobs: readonly JobRow[], gaps: readonly Gap[], descending: boolean): Line[] {
	const way = descending ? 1 : -1;
	const waiting = [...gaps].sort((a, b) => (b.to - a.to) * way);
	const lines: Line[] = [];
	function put(gap: Gap) {
		const last = lines.at(-1);
		if (last?.kind !== 'gaps') {
			lines.push({ kind: 'gaps', count: 1, gap });
			return;
		}
		last.count += 1;
		last.gap = { from: Math.min(last.gap.from, gap.from), to: Math.max(last.gap.to, gap.to), why: [...new Set([...last.gap.why, ...gap.why])] };
	}
	for (const job of jobs) {
		// A publish of the same moment stands above the gap that it ended.
		while (waiting[0] && (job.requestedAt - waiting[0].to) * way < 0) put(waiting.shift() as Gap);
		lines.push({ kind: 'job', job });
	}
	waiting.forEach(put);
	return lines;
}

/** How long the bars of durations are, 0 to 1, against the longest of the list. */
export function durationShares(jobs: readonly JobRow[]): Map<number, number> {
	const longest = Math.max(1, ...jobs.map((job) => job.duration ?? 0));
	return new Map(jobs.map((job) => [job.job, (job.duration ?? 0) / longest]));
}
