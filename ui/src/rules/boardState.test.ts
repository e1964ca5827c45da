import { describe, expect, it } from 'vitest';
import { boardState, isOutdated, needsLook, rankOf, STATES, wasState } from './boardState';
import { aFailure, aJob, aRow } from './samples';

const NOW = 50_000;

describe('the state of a line', () => {
	it('is what the job says while the check is fresh', () => {
		for (const state of ['published', 'failed', 'publishing', 'waiting', 'unknown'] as const) {
			expect(boardState(aRow({ job: aJob({ state }) }), NOW)).toBe(state);
		}
	});

	it('says that nothing was published where a check found no job', () => {
		expect(boardState(aRow({ job: null }), NOW)).toBe('notPublished');
	});

	it('says not checked before the first success', () => {
		expect(boardState(aRow({ job: null, lastCheckAt: null, outdatedAt: null }), NOW)).toBe('notChecked');
	});

	it('turns outdated at its moment, with no event', () => {
		expect(boardState(aRow(), 99_999)).toBe('published');
		expect(boardState(aRow(), 100_000)).toBe('outdated');
	});

	it('never calls trouble of ours a failure of the bot', () => {
		const row = aRow({ failure: aFailure });
		expect(boardState(row, NOW)).toBe('cannotCheck');
		expect(boardState(aRow({ failure: aFailure, job: null, lastCheckAt: null }), NOW)).toBe('cannotCheck');
	});

	it('keeps the last known state beside it', () => {
		const row = aRow({ failure: aFailure, job: aJob({ state: 'failed' }) });
		expect(wasState(row, boardState(row, NOW))).toBe('failed');
		expect(wasState(aRow(), boardState(aRow(), 200_000))).toBe('published');
		expect(wasState(aRow(), boardState(aRow(), NOW))).toBeNull();
	});

	it('does not hide a failed part behind a published job', () => {
		const state = boardState(aRow({ job: aJob({ partsFailed: 1 }) }), NOW);
		expect(state).toBe('partsFailed');
		expect(needsLook(state)).toBe(true);
	});

	it('says that a published job waits for approval', () => {
		expect(boardState(aRow({ job: aJob({ awaitingApproval: true }) }), NOW)).toBe('awaitingApproval');
		expect(boardState(aRow({ job: aJob({ awaitingApproval: true, partsFailed: 1 }) }), NOW)).toBe('partsFailed');
	});

	it('does not trust a check from the future for longer than one from now', () => {
		const row = aRow({ lastCheckAt: 1_000_000, outdatedAt: 1_090_000 });
		expect(isOutdated(row, 950_000)).toBe(false);
		expect(isOutdated(row, 900_000)).toBe(true);
	});

	it('puts the bot’s own failures before those of the checks', () => {
		expect(rankOf('failed')).toBe(0);
		expect(rankOf('partsFailed')).toBeLessThan(rankOf('cannotCheck'));
		expect(new Set(STATES).size).toBe(11);
	});
});
