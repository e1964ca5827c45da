// In which order lines are shown.

import { rankOf } from './boardState';
import type { Line } from './line';

/** The choices. */
export const ORDERS = ['problems', 'favourites', 'name', 'publish', 'check', 'duration'] as const;
export type Order = (typeof ORDERS)[number];

const collator = new Intl.Collator(undefined, { numeric: true });

function byName(a: Line, b: Line): number {
	return collator.compare(a.folded, b.folded) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** Newest first; what has no time comes last. */
function newest(at: number | null | undefined): number {
	return at == null ? Infinity : -at;
}

/** Two numbers for each order, smaller first; names settle what is equal. */
const KEYS: Record<Order, (line: Line) => [number, number]> = {
	problems: (line) => [
		// Of the bots that cannot be checked, those that were in trouble come first.
		rankOf(line.state) * 100 + rankOf(line.was ?? 'published'),
		newest(line.row.job?.requestedAt),
	],
	favourites: (line) => [line.row.favourite ? 0 : 1, rankOf(line.state)],
	name: () => [0, 0],
	publish: (line) => [newest(line.row.job?.requestedAt), 0],
	check: (line) => [newest(line.row.lastCheckAt), 0],
	duration: (line) => [newest(line.row.job?.duration), 0],
};

/** A new array in the asked order; never ambiguous, so lines do not jump between two ticks. */
export function orderLines(lines: readonly Line[], order: Order): Line[] {
	// Numbers are compared many times and derived once: ten thousand lines stay within a frame.
	const firsts = new Float64Array(lines.length);
	const seconds = new Float64Array(lines.length);
	lines.forEach((line, at) => {
		const [first, second] = KEYS[order](line);
		firsts[at] = first;
		seconds[at] = second;
	});
	const places = Uint32Array.from(lines.keys());
	places.sort((a, b) => {
		const first = (firsts[a] ?? 0) - (firsts[b] ?? 0);
		// Infinity less itself is no number: both have no time, the next key decides.
		if (first < 0 || first > 0) return first;
		const second = (seconds[a] ?? 0) - (seconds[b] ?? 0);
		if (second < 0 || second > 0) return second;
		const lineA = lines[a];
		const lineB = lines[b];
		return lineA && lineB ? byName(lineA, lineB) : 0;
	});
	return Array.from(places, (at) => lines[at]).filter((line) => line !== undefined);
}
