// The whole board in numbers, for the sentence on top.

import type { Line } from './line';

/** What the headline is made from. */
export interface Overview {
	bots: number;
	needLook: number;
	publishing: number;
	waiting: number;
	awaitingApproval: number;
	/** Bots that were never checked and will be. */
	neverChecked: number;
	/** Bots that are not checked, since a person signed out of their accounts. */
	signedOut: number;
	/** These accounts. */
	signedOutOf: string[];
	/** Age of the oldest successful check, ms; null where none was made. Of bots that are checked. */
	oldestCheckMs: number | null;
	/** Whether that age is worth boasting about: every bot is checked, none outdated. */
	allFresh: boolean;
}

/** Counts. */
export function overviewOf(lines: readonly Line[], now: number): Overview {
	let needLook = 0;
	let publishing = 0;
	let waiting = 0;
	let awaitingApproval = 0;
	let neverChecked = 0;
	let oldest: number | null = null;
	let late = false;
	let signedOut = 0;
	const signedOutOf = new Set<string>();
	for (const line of lines) {
		if (line.unchecked === 'signedOut') {
			signedOut += 1;
			signedOutOf.add(line.row.accountId);
			continue;
		}
		if (line.needsLook) needLook += 1;
		if (line.state === 'publishing') publishing += 1;
		if (line.state === 'waiting') waiting += 1;
		if (line.state === 'awaitingApproval') awaitingApproval += 1;
		if (line.state === 'outdated' || line.state === 'cannotCheck') late = true;
		const at = line.row.lastCheckAt;
		if (at === null) neverChecked += 1;
		else oldest = oldest === null ? at : Math.min(oldest, at);
	}
	return {
		bots: lines.length,
		needLook,
		publishing,
		waiting,
		awaitingApproval,
		neverChecked,
		signedOut,
		signedOutOf: [...signedOutOf],
		oldestCheckMs: oldest === null ? null : Math.max(0, now - oldest),
		allFresh: lines.length > 0 && neverChecked === 0 && signedOut === 0 && !late,
	};
}
