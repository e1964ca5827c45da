import { describe, expect, it } from 'vitest';
import { busiest, monthHeads, strength, stretches, weeks } from './calendar';

describe('a calendar', () => {
	it('has each day once, in weeks from Monday, also where clocks are changed', () => {
		const all = weeks([{ date: '2026-10-25', good: 2, failed: 1 }], '2026-10-21', '2026-11-03');
		expect(all.map((week) => week.length)).toEqual([7, 7, 7]);
		expect(all[0]?.slice(0, 3)).toEqual([null, null, { date: '2026-10-21', good: 0, failed: 0 }]);
		expect(all[0]?.[6]).toEqual({ date: '2026-10-25', good: 2, failed: 1 });
		const dates = all.flat().filter((day) => day !== null).map((day) => day.date);
		expect(new Set(dates).size).toBe(14);
		expect(dates.at(-1)).toBe('2026-11-03');
	});

	it('puts days together that follow each other, also where clocks are changed', () => {
		const of = (dates: string[]) => stretches(dates).map(({ first, last }) => `${first} ${last}`);
		expect(of(['2026-02-28', '2026-03-01', '2026-03-28', '2026-03-29', '2026-03-30', '2026-12-31', '2027-01-01'])).toEqual([
			'2026-02-28 2026-03-01', '2026-03-28 2026-03-30', '2026-12-31 2027-01-01',
		]);
		expect(of([])).toEqual([]);
	});

	it('begins on a Monday and before 1970', () => {
		expect(weeks([], '2026-11-23', '2026-11-23')[0]?.[0]?.date).toBe('2026-11-23');
		expect(weeks([], '1969-12-31', '1969-12-31')[0]?.[2]?.date).toBe('1969-12-31');
	});

	it('is headed by its months, and by the month it begins in where that has room', () => {
		expect(monthHeads(weeks([], '2026-10-05', '2026-11-03'))).toEqual(['2026-10-05', null, null, '2026-11-01', null]);
		expect(monthHeads(weeks([], '2026-10-28', '2026-11-03'))).toEqual(['2026-11-01', null]);
		expect(monthHeads(weeks([], '2026-10-20', '2026-11-03'))).toEqual([null, '2026-11-01', null]);
		expect(monthHeads([])).toEqual([]);
	});

	it('shows the least busy day too', () => {
		expect([0, 1, 50, 100].map((value) => strength(value, 100))).toEqual([0, 1, 2, 4]);
		expect(strength(0, 0)).toBe(0);
	});

	it('names the busiest hour, and none where nothing was published', () => {
		const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
		expect(busiest(hours)).toBeNull();
		(hours[1] as number[])[10] = 3;
		expect(busiest(hours)).toEqual({ day: 1, hour: 10 });
	});
});
