// What changed from one publish to a later one.

import type { Comparison, PartDifference } from '../ipc/generated';
import type { BoardState } from './boardState';

/** The mark beside a line: what became of the part, not only what it is doing. */
export function changeState(part: PartDifference): BoardState {
	switch (part.change) {
		case 'newlyFailing':
		case 'newAndFailing':
		case 'stillFailing':
			return 'failed';
		case 'gone':
			return 'notPublished';
		default:
			return part.state ?? 'unknown';
	}
}

/** There is at least one line to show. */
export function differs(comparison: Comparison): boolean {
	return comparison.parts.length > 0 || comparison.more > 0;
}
