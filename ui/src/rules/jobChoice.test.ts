import { describe, expect, it } from 'vitest';
import { NO_CHOICE, belongs, dayOf, filterOf, inUse, timeOf, typedDay, without, type JobChoice } from './jobChoice';
import { aJob } from './samples';

const NOW = new Date(2026, 2, 30, 15, 40).getTime();
const some: JobChoice = {
	state: 'moving', accountId: 'a', bot: { accountId: 'b', botId: 'st-1' }, group: '', parts: 'failed:channels', who: 'u-1', span: 'days', fromDay: '2026-03-28', toDay: '2026-03-29',
};

describe('what the history is asked for', () => {
	it('says each filter in its own words', () => {
		expect(filterOf(some, NOW)).toEqual({
			accountId: 'b', botId: 'st-1', group: '', states: ['publishing', 'waiting'], partsFailed: true, partGroup: 'channels', startedBy: 'u-1',
			from: new Date(2026, 2, 28).getTime(), to: new Date(2026, 2, 30).getTime(),
		});
		expect(filterOf(NO_CHOICE, NOW)).toEqual({
			accountId: null, botId: null, group: null, states: [], partsFailed: false, partGroup: null, startedBy: null, from: null, to: null,
		});
		expect(filterOf({ ...NO_CHOICE, parts: 'of:settings' }, NOW)).toMatchObject({ partsFailed: false, partGroup: 'settings' });
		expect(filterOf({ ...NO_CHOICE, parts: 'failed' }, NOW)).toMatchObject({ partsFailed: true, partGroup: null });
	});

	it('counts days from midnight, today among them, whatever the hours of a day', () => {
		const from = (span: JobChoice['span']) => timeOf({ ...NO_CHOICE, span }, NOW).from;
		expect(from('today')).toBe(new Date(2026, 2, 30).getTime());
		expect(from('week')).toBe(new Date(2026, 2, 24).getTime());
		expect(from('month')).toBe(new Date(2026, 2, 1).getTime());
		expect(dayOf('2026-12-31', 1)).toBe(new Date(2027, 0, 1).getTime());
		expect(dayOf('soon')).toBeNull();
	});

	it('takes no half of a typed year for a day', () => {
		expect(typedDay('')).toBe('');
		expect(typedDay('2026-03-01')).toBe('2026-03-01');
		expect(['0011-12-26', '1999-12-31', '12/26/2011'].map(typedDay)).toEqual([null, null, null]);
	});

	it('lists the filters in use and takes away one at a time', () => {
		expect(inUse(NO_CHOICE)).toEqual([]);
		let left = some;
		const names = inUse(left);
		expect(names).toEqual(['state', 'account', 'bot', 'group', 'parts', 'who', 'time']);
		for (const name of names) {
			expect(inUse(left)).toContain(name);
			left = without(left, name);
			expect(inUse(left)).not.toContain(name);
		}
		expect(left).toEqual(NO_CHOICE);
		expect(inUse({ ...NO_CHOICE, span: 'days' })).toEqual([]);
	});

	it('knows which new publishes belong into the list', () => {
		const job = aJob({ state: 'failed', startedBy: 'u-1', partsFailed: 1, requestedAt: NOW - 1000 });
		const fits = (over: Partial<JobChoice>) => belongs({ ...NO_CHOICE, ...over }, job, 'Retail', NOW);
		expect(fits({})).toBe(true);
		expect(fits({ state: 'failed', who: 'u-1', parts: 'failed', group: 'Retail', span: 'today', accountId: job.accountId })).toBe(true);
		for (const other of [{ state: 'moving' }, { who: 'u-2' }, { group: '' }, { parts: 'of:channels' }, { accountId: 'x' }, { span: 'days', toDay: '2026-03-29' }] as Partial<JobChoice>[]) {
			expect(fits(other), JSON.stringify(other)).toBe(false);
		}
	});
});
