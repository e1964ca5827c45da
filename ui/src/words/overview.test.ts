import { describe, expect, it } from 'vitest';
import type { Overview } from '../ipc/generated';
import { percent } from './count';
import { en } from './en';
import { nearly } from './when';

const DAY = 86_400_000;
const told = (over: Partial<Overview>): Overview => ({
	good: 0, failed: 0, other: 0, fixes: 0, meanFix: null, medianFix: null, broken: 0, since: null, days: [], hours: [], people: [], morePeople: 0, unwatchedPermille: null, unwatchedDays: [], ...over,
});

describe('the overview in words', () => {
	it('counts the publishes that ended, and tells of the others', () => {
		expect(en.overview.headline(told({ good: 83, failed: 16, other: 2 }))).toBe('99 publishes ended: 84 % worked, 16 failed.');
		expect(en.overview.others(told({ good: 83, failed: 16, other: 2 }))).toBe('2 more are under way, or their end is not known.');
		expect(en.overview.others(told({ other: 1 }))).toBe('1 is under way, or its end is not known.');
		expect(en.overview.others(told({ good: 9 }))).toBe('');
		expect(en.overview.headline(told({ good: 5 }))).toBe('5 publishes ended, and all of them worked.');
		expect(en.overview.headline(told({ other: 5 }))).toBe('No publish ended in this time.');
	});

	it('rounds the mean and the median of mending in the same way', () => {
		const words = en.overview.mending(told({ fixes: 11, meanFix: 3.88 * DAY, medianFix: 3.76 * DAY, broken: 1 }));
		expect(words).toBe('11 times a bot worked again after failing, about 4 days later on average; half of the times within about 4 days. 1 bot still fails.');
		expect(en.overview.mending(told({ fixes: 1, meanFix: 5_400_000, medianFix: 5_400_000 }))).toBe('Once a bot worked again after failing, about 2 h later.');
		expect(nearly(3.4 * DAY)).toBe('3 days');
		expect(nearly(59.7 * 60_000)).toBe('1 h');
	});

	it('calls only all 100 % and only none 0 %', () => {
		expect([0, 0.001, 0.838, 0.834, 0.999, 1].map(percent)).toEqual(['0 %', '1 %', '84 %', '83 %', '99 %', '100 %']);
	});
});
