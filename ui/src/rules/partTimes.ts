// When each part of a publish was seen to move, as a picture: places from 0 to 1.

import type { JobDetail, ResourceView } from '../ipc/generated';

export interface PartBar {
	part: ResourceView;
	x: number;
	width: number;
	/** No check saw it begin: the bar starts where the app first looked. */
	beginUnseen: boolean;
	/** Not over yet. */
	open: boolean;
}

export interface PartTimes {
	/** In the order in which they ended. */
	bars: PartBar[];
	/** Of these a picture has room for: failures, then the longest. */
	drawn: PartBar[];
	/** Bars that are left out: the table has them all. */
	more: number;
	/** Parts of which nothing can be drawn: over before the app looked, or never begun. */
	rest: number;
	from: number;
	to: number;
}

const MOST_BARS = 16;

/** `null` where the app did not see the publish run. */
export function partTimes(job: JobDetail, running: boolean, now: number): PartTimes | null {
	const first = job.progress[0]?.at;
	const last = job.progress.at(-1)?.at;
	const seen = job.resources.filter((part) => part.endedAt !== null || (running && part.beganAt !== null));
	if (first === undefined || last === undefined || seen.length === 0) return null;
	const to = Math.max(running ? now : 0, last, ...seen.map((part) => part.endedAt ?? 0));
	const whole = Math.max(1, to - first);
	const x = (at: number) => Math.min(1, Math.max(0, (at - first) / whole));
	const bars = seen.map((part) => {
		const begin = x(part.beganAt ?? first);
		return { part, x: begin, width: x(part.endedAt ?? to) - begin, beginUnseen: part.beganAt === null, open: part.endedAt === null };
	});
	const order = (a: PartBar, b: PartBar) => a.x + a.width - (b.x + b.width) || a.x - b.x;
	const telling = [...bars].sort((a, b) => Number(b.part.state === 'failed') - Number(a.part.state === 'failed') || b.width - a.width);
	const drawn = new Set(telling.slice(0, MOST_BARS));
	bars.sort(order);
	return { bars, drawn: bars.filter((bar) => drawn.has(bar)), more: bars.length - drawn.size, rest: job.resources.length - seen.length, from: first, to };
}
