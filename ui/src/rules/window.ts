// Which rows of a long list are drawn. All lengths in CSS pixels.

/** Rows from `first` up to, not including, `end`. */
export interface Range {
	first: number;
	end: number;
}

/** The rows in sight, and `spare` more on each side. */
export function rangeInSight(
	scrollTop: number,
	viewport: number,
	rowHeight: number,
	count: number,
	spare = 8,
): Range {
	const first = Math.floor(Math.max(0, scrollTop) / rowHeight) - spare;
	const end = Math.ceil((Math.max(0, scrollTop) + viewport) / rowHeight) + spare;
	return {
		first: Math.min(Math.max(0, first), Math.max(0, count - 1)),
		end: Math.min(count, Math.max(0, end)),
	};
}

/** The least scrolling that brings a row into sight. */
export function scrollToShow(
	index: number,
	scrollTop: number,
	viewport: number,
	rowHeight: number,
): number {
	const top = index * rowHeight;
	if (top < scrollTop) return top;
	if (top + rowHeight > scrollTop + viewport) return top + rowHeight - viewport;
	return scrollTop;
}

/** Where a key leads from a row; null for a key that does not move. */
export function moveBy(key: string, index: number, count: number, rowsInSight: number): number | null {
	if (count === 0) return null;
	const page = Math.max(1, rowsInSight - 1);
	const target = new Map([
		['ArrowDown', index + 1],
		['ArrowUp', index - 1],
		['PageDown', index + page],
		['PageUp', index - page],
		['Home', 0],
		['End', count - 1],
	]);
	const to = target.get(key);
	return to === undefined ? null : Math.min(count - 1, Math.max(0, to));
}

/** Keeps the same rows in sight when their height changes. */
export function rescaled(scrollTop: number, oldHeight: number, newHeight: number): number {
	return Math.round((scrollTop / oldHeight) * newHeight);
}
