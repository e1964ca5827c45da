// The whole board in numbers, for the sentence on top.

import type { Line } from './line';

/** What the headline is made from. */
export interface Overview {
	bots: number;
	needLook: number;
	moving: number;
	awaitingApproval: number;
	neverChecked: number;
	/** Age of the oldest successful check, ms; null where none was made. */
	oldestCheckMs: number | null;
	/** Whether that age is worth boasting about: every bot checked, none outdated. */
	allFresh: boolean;
}

/** Counts. */
export function overviewOf(lines: readonly Line[], now: number): Overview {
	let needLook = 0;
	let moving = 0;
	let awaitingApproval = 0;
	let neverChecked = 0;
	let oldest: number | null = null;
	let late = false;
	for (const line of lines) {
		if (line.needsLook) needLook += 1;
		if (line.state === 'publishing' || line.state === 'waiting') moving += 1;
		if (line.state === 'awaitingApproval') awaitingApproval += 1;
		if (line.state === 'outdated' || line.state === 'cannotCheck') late = true;
		const at = line.row.lastCheckAt;
		if (at === null) neverChecked += 1;
		else oldest = oldest === null ? at : Math.min(oldest, at);
	}
	return {
		bots: lines.length,
		needLook,
		moving,
		awaitingApproval,
		neverChecked,
		oldestCheckMs: oldest === null ? null : Math.max(0, now - oldest),
		allFresh: lines.length > 0 && neverChecked === 0 && !late,
	};
}
