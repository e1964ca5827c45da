import { expect, test } from 'vitest';
import { withSilence } from './notice';

test('an app of which nothing is heard is said to have stopped, once', () => {
	expect(withSilence([], true)).toEqual(['checkingStopped']);
	expect(withSilence(['historyDamaged'], true)).toEqual(['historyDamaged', 'checkingStopped']);
	expect(withSilence(['checkingStopped'], true)).toEqual(['checkingStopped']);
	expect(withSilence(['historyDamaged'], false)).toEqual(['historyDamaged']);
});

test('an app that is not meant to check has not stopped', () => {
	for (const notice of ['historyNewer', 'historyNewerUnread', 'historyNotOpened'] as const) {
		expect(withSilence([notice], true)).toEqual([notice]);
	}
});
