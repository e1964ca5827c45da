// The board in one sentence. Nothing in it is claimed that the rows do not bear out.

import type { Overview } from '../rules/overview';
import { en } from './en';
import { roughly, within } from './when';

/** The parts of the sentence: what needs a look, what moves, how fresh it is. */
export function headline(overview: Overview): string[] {
	const { bots, needLook, moving, awaitingApproval, neverChecked, oldestCheckMs, allFresh } = overview;
	if (bots === 0) return [];
	if (neverChecked === bots && needLook === 0) return [en.headline.noneChecked(bots)];
	const parts: string[] = [];
	if (needLook > 0) parts.push(en.headline.someNeedLook(needLook, bots));
	else if (neverChecked === 0) parts.push(en.headline.noneNeedLook(bots));
	if (moving > 0) parts.push(en.headline.moving(moving));
	if (awaitingApproval > 0) parts.push(en.headline.awaitingApproval(awaitingApproval));
	if (neverChecked > 0) parts.push(en.headline.neverChecked(neverChecked));
	if (oldestCheckMs !== null) {
		if (!allFresh) parts.push(en.headline.oldest(roughly(oldestCheckMs)));
		else if (bots === 1) parts.push(en.headline.oneWithin(within(oldestCheckMs)));
		else parts.push(en.headline.allWithin(within(oldestCheckMs)));
	}
	return parts;
}
