// In which order lines are shown.

import { rankOf } from './boardState';
import type { Line } from './line';

/** The choices. */
export const ORDERS = ['problems', 'name', 'publish', 'check', 'duration'] as const;
export type Order = (typeof ORDERS)[number];

const collator = new Intl.Collator(undefined, { numeric: true });

function byName(a: Line, b: Line): number {
	return collator.compare(a.folded, b.folded) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** Newest first; what has no time comes last. */
function newest(a: number | null | undefined, b: number | null | undefined): number {
	return (b ?? -Infinity) === (a ?? -Infinity) ? 0 : (b ?? -Infinity) - (a ?? -Infinity);
}

const COMPARE: Record<Order, (a: Line, b: Line) => number> = {
	problems: (a, b) =>
		rankOf(a.state) - rankOf(b.state) ||
		// Of the bots that cannot be checked, those that were in trouble come first.
		rankOf(a.was ?? 'published') - rankOf(b.was ?? 'published') ||
		newest(a.row.job?.requestedAt, b.row.job?.requestedAt) ||
		byName(a, b),
	name: byName,
	publish: (a, b) => newest(a.row.job?.requestedAt, b.row.job?.requestedAt) || byName(a, b),
	check: (a, b) => newest(a.row.lastCheckAt, b.row.lastCheckAt) || byName(a, b),
	duration: (a, b) => newest(a.row.job?.duration, b.row.job?.duration) || byName(a, b),
};

/** A new array in the asked order; never ambiguous, so lines do not jump between two ticks. */
export function orderLines(lines: readonly Line[], order: Order): Line[] {
	return [...lines].sort(COMPARE[order]);
}
