import { describe, expect, it } from 'vitest';
import { filterLines, groupsOf, isFiltering, NO_FILTER } from './filter';
import { lineOf } from './line';
import { orderLines } from './order';
import { aJob, aRow } from './samples';

const rows = [
	aRow({ botId: 'st-1', name: 'Alpha', group: 'Retail' }),
	aRow({ botId: 'st-2', name: 'Beta', favourite: true }),
	aRow({ botId: 'st-3', name: 'Gamma', group: 'HR', job: aJob({ state: 'failed', partsFailed: 1 }) }),
];
const lines = rows.map((row) => lineOf(row, 12_000));
const ids = (found: readonly { row: { botId: string } }[]) => found.map((line) => line.row.botId);

describe('what a person says about bots', () => {
	it('is filtered by group, by being without one, and by star', () => {
		expect(ids(filterLines(lines, { ...NO_FILTER, group: 'HR' }, []))).toEqual(['st-3']);
		expect(ids(filterLines(lines, { ...NO_FILTER, group: '' }, []))).toEqual(['st-2']);
		expect(ids(filterLines(lines, { ...NO_FILTER, show: 'favourites' }, []))).toEqual(['st-2']);
		expect(isFiltering({ ...NO_FILTER, group: '' })).toBe(true);
		expect(groupsOf(lines)).toEqual(['HR', 'Retail']);
	});

	it('is found by the name of its group', () => {
		expect(ids(filterLines(lines, { ...NO_FILTER, text: 'retail' }, []))).toEqual(['st-1']);
	});

	it('puts favourites on top, and problems after them', () => {
		expect(ids(orderLines(lines, 'favourites'))).toEqual(['st-2', 'st-3', 'st-1']);
	});

	it('asks for no look at what was put away or signed out of', () => {
		const failed = aRow({ job: aJob({ state: 'failed' }) });
		expect(lineOf(failed, 12_000).needsLook).toBe(true);
		expect(lineOf(failed, 12_000, true).needsLook).toBe(false);
		expect(lineOf({ ...failed, archived: true }, 12_000).needsLook).toBe(false);
	});
});
