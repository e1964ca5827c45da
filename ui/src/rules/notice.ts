import type { Notice } from '../ipc/generated';

const HIDES_ALL: ReadonlySet<Notice> = new Set<Notice>(['historyNotOpened', 'historyNewer', 'checkingStopped']);
const PASSED: ReadonlySet<Notice> = new Set<Notice>(['historyDamaged']);

/** Whether it can be the reason that nothing is there to be shown. */
export function keepsAllHidden(notice: Notice): boolean {
	return HIDES_ALL.has(notice);
}

/** Whether it tells what once happened and can be put away; what still holds stays. */
export function canBePutAway(notice: Notice): boolean {
	return PASSED.has(notice);
}
