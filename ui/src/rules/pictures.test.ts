import { describe, expect, it } from 'vitest';
import type { JobDetail, JobRow, ResourceView } from '../ipc/generated';
import { durationChart } from './durationChart';
import { partTimes } from './partTimes';

const MINUTE = 60_000;
const job = (at: number, duration: number | null, state = 'published') =>
	({ job: at, requestedAt: at * MINUTE, duration, state, partsFailed: 0 }) as JobRow;

describe('durations over time', () => {
	it('stand in the order of time and by their length', () => {
		const chart = durationChart([job(10, 2 * MINUTE), job(0, MINUTE), job(5, 4 * MINUTE, 'failed')], [], null, 20 * MINUTE);
		expect(chart?.spots.map((spot) => [spot.x, spot.failed])).toEqual([[0, false], [0.25, true], [0.5, false]]);
		expect(chart?.spots[1]?.y).toBeCloseTo(1 / 1.05);
	});

	it('make no picture of two, and leave out what was not told', () => {
		expect(durationChart([job(0, 1), job(1, 2), job(2, null)], [], null, 5)).toBeNull();
	});

	it('show where nobody watched, and what is usual', () => {
		const gap = { from: -5 * MINUTE, to: 10 * MINUTE, why: [] };
		const took = { low: MINUTE, middle: 2 * MINUTE, high: 10 * MINUTE };
		const chart = durationChart([job(0, 1), job(10, 2), job(20, 3)], [gap], took, 20 * MINUTE);
		expect(chart?.gaps).toEqual([{ x: 0, width: 0.5 }]);
		expect(chart?.longest).toBe(10.5 * MINUTE);
		expect(chart?.usual?.height).toBeCloseTo(9 / 10.5);
	});

	it('of one moment do not divide by nothing', () => {
		const chart = durationChart([job(1, 1), job(1, 2), job(1, 3)], [], null, MINUTE);
		expect(chart?.spots.map((spot) => spot.x)).toEqual([1, 1, 1]);
	});
});

describe('parts over time', () => {
	const part = (name: string, beganAt: number | null, endedAt: number | null) => ({ name, beganAt, endedAt }) as ResourceView;
	const detail = (resources: ResourceView[]) =>
		({ resources, progress: [{ at: 100 }, { at: 300 }] }) as unknown as JobDetail;

	it('are bars from the check that saw them begin to the one that saw them end', () => {
		const times = partTimes(detail([part('b', 200, 300), part('a', 100, 200), part('unseen', null, null), part('c', null, 150)]), false, 900);
		expect(times?.bars.map((bar) => [bar.part.name, bar.x, bar.width, bar.beginUnseen])).toEqual([
			['c', 0, 0.25, true], ['a', 0, 0.5, false], ['b', 0.5, 0.5, false],
		]);
		expect(times?.rest).toBe(1);
	});

	it('of a large bot are the failures and the longest', () => {
		const many = Array.from({ length: 40 }, (_, at) => ({ ...part(`${at}`, 100, 110 + at), state: at === 0 ? 'failed' : 'published' }) as ResourceView);
		const times = partTimes(detail(many), false, 900);
		expect(times?.drawn).toHaveLength(16);
		expect(times?.drawn[0]?.part.name).toBe('0');
		expect(times?.drawn.at(-1)?.part.name).toBe('39');
		expect(times?.more).toBe(24);
	});

	it('go on to now while it runs', () => {
		const times = partTimes(detail([part('a', 100, null)]), true, 500);
		expect(times?.bars).toEqual([expect.objectContaining({ x: 0, width: 1, open: true })]);
	});

	it('are nothing where the app did not see it run', () => {
		expect(partTimes(detail([part('a', null, null)]), false, 900)).toBeNull();
		expect(partTimes({ resources: [], progress: [] } as unknown as JobDetail, true, 900)).toBeNull();
	});
});
