import type { Notice } from '../ipc/generated';

const HIDES_ALL: ReadonlySet<Notice> = new Set<Notice>([
	'historyNotOpened',
	'historyNewer',
	'historyNewerUnread',
	'checkingStopped',
]);
const CHECKS_NOTHING: ReadonlySet<Notice> = new Set<Notice>(['historyNotOpened', 'historyNewer', 'historyNewerUnread']);
const PASSED: ReadonlySet<Notice> = new Set<Notice>(['historyDamaged']);

/** Whether it can be the reason that nothing is there to be shown. */
export function keepsAllHidden(notice: Notice): boolean {
	return HIDES_ALL.has(notice);
}

/** What is said where the app may be silent. One that is not meant to check has not stopped. */
export function withSilence(notices: readonly Notice[], silent: boolean): readonly Notice[] {
	const expected = notices.some((notice) => CHECKS_NOTHING.has(notice) || notice === 'checkingStopped');
	return silent && !expected ? [...notices, 'checkingStopped'] : notices;
}

/** Whether it tells what once happened and can be put away; what still holds stays. */
export function canBePutAway(notice: Notice): boolean {
	return PASSED.has(notice);
}
