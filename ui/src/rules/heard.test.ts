import { describe, expect, it } from 'vitest';
import { heardAfter, isSilent, SILENT_AFTER_MS } from './heard';

describe('whether the app still checks', () => {
	it('is in doubt after two silent rounds, and not before', () => {
		expect(isSilent(1_000, 1_000 + SILENT_AFTER_MS)).toBe(false);
		expect(isSilent(1_000, 1_001 + SILENT_AFTER_MS)).toBe(true);
	});

	it('counts no time in which the window itself stood still', () => {
		let [heard, now] = [0, 0];
		for (let tick = 0; tick < 4; tick += 1) heard = heardAfter(heard, now, (now += 5_000), 5_000);
		expect(isSilent(heard, now)).toBe(false);
		const woke = now + 8 * 3_600_000;
		heard = heardAfter(heard, now, woke, 5_000);
		expect(isSilent(heard, woke)).toBe(false);
		now = woke;
		for (let tick = 0; tick < 10; tick += 1) heard = heardAfter(heard, now, (now += 5_000), 5_000);
		expect(isSilent(heard, now)).toBe(true);
	});

	it('is not fooled by a clock that was set back', () => {
		expect(heardAfter(9_000_000, 9_000_000, 5_000, 5_000)).toBe(5_000);
	});
});
