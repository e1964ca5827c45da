// What changed from one publish to a later one.

import type { PartChange } from '../ipc/generated';
import { count, form, number } from './count';

const kinds: Record<PartChange, string> = {
	newlyFailing: 'Failed now, not before',
	newAndFailing: 'New, and failed',
	stillFailing: 'Failed both times',
	fixed: 'Works again',
	new: 'New',
	gone: 'No longer there',
	undecided: 'Not decided',
	same: 'Changed',
};

export const changes = {
	title: 'What changed since it last worked',
	titleBefore: 'What changed since the publish before',
	with: (when: string) => `Compared with the publish of ${when}, the last one in which every part was published.`,
	withBefore: (when: string) => `No earlier publish in this history worked as a whole, so this is compared with the one of ${when}.`,
	nothing: 'Every part is as it was then.',
	unchanged: (value: number) => `${count(value, 'other part is', 'other parts are')} as before.`,
	rest: (value: number) => `${number(value)} more ${form(value, 'difference', 'differences')}`,
	more: (value: number) => `${number(value)} more are different and not listed.`,
	first: 'This is the first publish that the history holds, so there is nothing to compare it with.',
	unread: 'The comparison could not be read.',
	kinds,
	renamed: (before: string) => `was called “${before}”`,
	added: (modules: string) => `modules added: ${modules}`,
	missing: (modules: string) => `modules gone: ${modules}`,
};
