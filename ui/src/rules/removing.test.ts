import { describe, expect, it } from 'vitest';
import { goesOn } from './removing';

describe('removing is looked at', () => {
	it('until nothing is left', () => {
		expect(goesOn([300])).toBe(true);
		expect(goesOn([300, 250, 200])).toBe(true);
		expect(goesOn([300, 250, 0])).toBe(false);
		expect(goesOn([])).toBe(false);
	});

	it('until the numbers stand still', () => {
		expect(goesOn([9, 9, 9, 9, 9])).toBe(true);
		expect(goesOn([9, 9, 9, 9, 9, 9])).toBe(false);
		expect(goesOn([10, 9, 9, 9, 9, 9])).toBe(true);
	});
});
