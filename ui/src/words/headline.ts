// The board in one sentence. Nothing in it is claimed that the rows do not bear out.

import type { Overview } from '../rules/overview';
import { en } from './en';
import { roughly, within } from './when';

/** The parts of the sentence: what needs a look, what is not checked, what moves, how fresh it is. */
export function headline(overview: Overview, nameOf: (accountId: string) => string | undefined = () => undefined): string[] {
	const { bots, needLook, publishing, waiting, awaitingApproval, neverChecked, signedOut, signedOutOf, oldestCheckMs, allFresh } = overview;
	if (bots === 0) return [];
	if (neverChecked === bots && needLook === 0) return [en.headline.noneChecked(bots)];
	const parts: string[] = [];
	if (needLook > 0) parts.push(en.headline.someNeedLook(needLook, bots));
	else if (neverChecked === 0 && signedOut === 0) parts.push(en.headline.noneNeedLook(bots));
	if (signedOut > 0) parts.push(en.headline.signedOut(signedOut, en.signedOutOf(signedOutOf, nameOf)));
	if (publishing > 0) parts.push(en.headline.publishing(publishing));
	if (waiting > 0) parts.push(en.headline.waiting(waiting));
	if (awaitingApproval > 0) parts.push(en.headline.awaitingApproval(awaitingApproval));
	if (neverChecked > 0) parts.push(en.headline.neverChecked(neverChecked));
	if (oldestCheckMs !== null) {
		if (!allFresh) parts.push(en.headline.oldest(roughly(oldestCheckMs)));
		else if (bots === 1) parts.push(en.headline.oneWithin(within(oldestCheckMs)));
		else parts.push(en.headline.allWithin(within(oldestCheckMs)));
	}
	return parts;
}
