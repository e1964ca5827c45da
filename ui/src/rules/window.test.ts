import { describe, expect, it } from 'vitest';
import { moveBy, rangeInSight, rescaled, scrollToShow } from './window';

describe('the rows in sight', () => {
	it('are few of ten thousand, with some to spare on both sides', () => {
		expect(rangeInSight(44 * 1000, 440, 44, 10_000, 8)).toEqual({ first: 992, end: 1018 });
	});

	it('stay inside the list', () => {
		expect(rangeInSight(0, 440, 44, 5)).toEqual({ first: 0, end: 5 });
		expect(rangeInSight(1e9, 440, 44, 5)).toEqual({ first: 4, end: 5 });
		expect(rangeInSight(-50, 440, 44, 100, 0)).toEqual({ first: 0, end: 10 });
		expect(rangeInSight(0, 440, 44, 0)).toEqual({ first: 0, end: 0 });
	});
});

describe('keys', () => {
	it('move and stop at the ends', () => {
		expect(moveBy('ArrowDown', 0, 3, 10)).toBe(1);
		expect(moveBy('ArrowDown', 2, 3, 10)).toBe(2);
		expect(moveBy('ArrowUp', 0, 3, 10)).toBe(0);
		expect(moveBy('PageDown', 0, 100, 10)).toBe(9);
		expect(moveBy('PageUp', 50, 100, 10)).toBe(41);
		expect(moveBy('End', 0, 100, 10)).toBe(99);
		expect(moveBy('Home', 50, 100, 10)).toBe(0);
	});

	it('that mean nothing here are left alone', () => {
		expect(moveBy('a', 0, 3, 10)).toBeNull();
		expect(moveBy('toString', 0, 3, 10)).toBeNull();
		expect(moveBy('End', 0, 0, 10)).toBeNull();
	});
});

describe('scrolling', () => {
	it('is the least that shows a row', () => {
		expect(scrollToShow(5, 0, 440, 44)).toBe(0);
		expect(scrollToShow(10, 0, 440, 44)).toBe(44);
		expect(scrollToShow(2, 440, 440, 44)).toBe(88);
	});

	it('keeps the same rows when their height changes', () => {
		expect(rescaled(440, 44, 60)).toBe(600);
	});
});
