import { describe, expect, it } from 'vitest';
import type { JobDetail, JobRow, Usual } from '../ipc/generated';
import { end, judged, stuckFor } from './usual';

const MINUTE = 60_000;
const usual: Usual = {
	runs: 12, needed: 5, took: { low: 2 * MINUTE, middle: 3 * MINUTE, high: 5 * MINUTE },
	ends: { from: 10 * MINUTE, by: 13 * MINUTE }, stuckAfter: 10 * MINUTE, stuckAfterLearned: true,
};

describe('what is usual', () => {
	it('judges a publish that is over', () => {
		expect(judged(usual, 6 * MINUTE)).toBe('slower');
		expect(judged(usual, MINUTE)).toBe('quicker');
		expect(judged(usual, 5 * MINUTE)).toBe('usual');
	});

	it('says nothing before there are enough good publishes', () => {
		expect(judged({ ...usual, took: null }, 6 * MINUTE)).toBe('usual');
		expect(end({ ...usual, took: null, ends: null }, 0)).toEqual({ is: 'unknown' });
	});

	it('never holds on to an estimate that has passed', () => {
		expect(end(usual, 9 * MINUTE)).toEqual({ is: 'between', from: 10 * MINUTE, by: 13 * MINUTE });
		expect(end(usual, 11 * MINUTE)).toEqual({ is: 'by', by: 13 * MINUTE });
		expect(end(usual, 14 * MINUTE)).toEqual({ is: 'late' });
		expect(end({ ...usual, ends: null }, 0)).toEqual({ is: 'late' });
	});

	it('takes a publish for stuck when nothing was new for too long, and not when something just was', () => {
		const progress = [{ at: 0, percent: 40, partsPublished: 2, partsFailed: 0 }];
		const row = { state: 'publishing', percent: 40, partsPublished: 2 } as JobRow;
		const job = { row, progress, usual } as unknown as JobDetail;
		expect(stuckFor(job, row, 9 * MINUTE)).toBeNull();
		expect(stuckFor(job, row, 11 * MINUTE)).toBe(11 * MINUTE);
		expect(stuckFor(job, { ...row, percent: 50 }, 11 * MINUTE)).toBeNull();
		expect(stuckFor(job, { ...row, state: 'published' }, 11 * MINUTE)).toBeNull();
	});
});
