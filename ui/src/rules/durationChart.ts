// How long a bot's publishes took, over time, as a picture: places from 0 to 1, and nothing drawn.

import type { Gap, JobRow, UsualTime } from '../ipc/generated';
import { SHORTEST_GAP_MS } from './timeline';

export interface Spot {
	job: JobRow;
	/** 0 is the oldest, 1 is now. */
	x: number;
	/** 0 is no time at all, 1 the longest. */
	y: number;
	failed: boolean;
}

export interface DurationChart {
	spots: Spot[];
	/** Stretches in which nobody watched. */
	gaps: { x: number; width: number }[];
	usual: { y: number; height: number } | null;
	/** The longest time that the picture has room for, in ms. */
	longest: number;
	from: number;
	to: number;
}

/** Fewer make no picture. */
const FEWEST = 3;

/** `null` where there is too little to draw. */
export function durationChart(jobs: readonly JobRow[], gaps: readonly Gap[], took: UsualTime | null, now: number): DurationChart | null {
	const known = jobs.filter((job): job is JobRow & { duration: number } => job.duration !== null);
	if (known.length < FEWEST) return null;
	const from = Math.min(...known.map((job) => job.requestedAt));
	const to = Math.max(now, ...known.map((job) => job.requestedAt));
	const longest = Math.max(1, took?.high ?? 0, ...known.map((job) => job.duration)) * 1.05;
	const x = (at: number) => (to === from ? 1 : Math.min(1, Math.max(0, (at - from) / (to - from))));
	return {
		spots: known
			.map((job) => ({ job, x: x(job.requestedAt), y: job.duration / longest, failed: job.state === 'failed' || job.partsFailed > 0 }))
			.sort((a, b) => a.x - b.x),
		gaps: gaps
			.filter((gap) => gap.to > from && gap.to - gap.from >= SHORTEST_GAP_MS)
			.map((gap) => ({ x: x(gap.from), width: x(gap.to) - x(gap.from) })),
		usual: took ? { y: took.low / longest, height: (took.high - took.low) / longest } : null,
		longest,
		from,
		to,
	};
}
