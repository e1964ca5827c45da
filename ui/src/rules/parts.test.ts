import { describe, expect, it } from 'vitest';
import { groupParts, partName, partState } from './parts';
import { advance, isFinishing } from './progress';
import { aJob, aPart } from './samples';
import { durationShares, timeline, withGaps } from './timeline';
import { isProblem, notesOf } from './notes';
import { accountNeedsLook, usedPercent } from './account';
import type { AccountView, FieldNote } from '../ipc/generated';

describe('parts', () => {
	it('stand in the platform’s order, failures first in each group', () => {
		const groups = groupParts([
			aPart({ name: 'S' }),
			aPart({ group: 'tasksAndDialogs', name: 'done' }),
			aPart({ group: 'tasksAndDialogs', name: 'odd', state: 'unknown' }),
			aPart({ group: 'tasksAndDialogs', name: 'bad', state: 'failed' }),
			aPart({ group: 'tasksAndDialogs', name: 'asked', awaitingApproval: true }),
		]);
		expect(groups.map(({ group }) => group)).toEqual(['tasksAndDialogs', 'settings']);
		expect(groups[0]?.parts.map(({ name }) => name)).toEqual(['bad', 'odd', 'asked', 'done']);
		expect(groups[0]).toMatchObject({ published: 2, failed: 1 });
		expect(groups[0]?.done.map(({ name }) => name)).toEqual(['done']);
	});

	it('are never counted as published because of an unknown word', () => {
		expect(groupParts([aPart({ state: 'unknown', serverStatus: 'DONE-ISH' })])[0]?.published).toBe(0);
	});

	it('have a name as long as there is one', () => {
		expect(partName(aPart({ name: ' ', kind: 'NL' }))).toBe('NL');
		expect(partName(aPart({ name: null, kind: null, id: 'dg-1' }))).toBe('dg-1');
		expect(partName(aPart({ name: null, kind: null, id: null }))).toBeNull();
		expect(partState(aPart({ awaitingApproval: true }))).toBe('awaitingApproval');
	});
});

describe('progress', () => {
	it('never runs backwards within a job', () => {
		let seen = advance(null, 1, 40);
		seen = advance(seen, 1, 20);
		expect(seen.percent).toBe(40);
		seen = advance(seen, 1, null);
		expect(seen.percent).toBe(40);
		expect(advance(seen, 2, 5).percent).toBe(5);
		expect(advance(seen, 1, 400).percent).toBe(100);
	});

	it('at its end is not yet published', () => {
		expect(isFinishing('publishing', 100)).toBe(true);
		expect(isFinishing('published', 100)).toBe(false);
		expect(isFinishing('publishing', 99)).toBe(false);
	});
});

describe('the history of a bot', () => {
	it('puts gaps between the publishes, newest first, without the short ones', () => {
		const hour = 3_600_000;
		const jobs = [aJob({ job: 2, requestedAt: 10 * hour }), aJob({ job: 1, requestedAt: 2 * hour })];
		const entries = timeline(jobs, [
			{ from: 4 * hour, to: 6 * hour, why: ['closed'] },
			{ from: 7 * hour, to: 7 * hour + 30_000, why: [] },
			{ from: 0, to: hour, why: [] },
		]);
		expect(entries.map((entry) => (entry.kind === 'job' ? entry.job.job : entry.kind))).toEqual([2, 'gap', 1]);
	});

	it('puts what only the change log tells into the gap where it was', () => {
		const hour = 3_600_000;
		const publishes = [{ from: 5 * hour, person: null, parts: [] }, { from: 0, person: null, parts: ['Leave'] }];
		const entries = timeline([aJob({ job: 1, requestedAt: 2 * hour })], [{ from: 4 * hour, to: 6 * hour, why: ['closed'] }, { from: hour, to: 1.5 * hour, why: [] }], { publishes, inPart: [5.5 * hour] });
		expect(entries.map((entry) => entry.kind)).toEqual(['gap', 'inPart', 'logged', 'job', 'gap', 'logged']);
	});

	it('says where older publishes are not shown, before what only the change log tells of that time', () => {
		const jobs = [aJob({ job: 2, requestedAt: 900 }), aJob({ job: 1, requestedAt: 500 })];
		const publishes = [700, 300].map((from) => ({ from, person: null, parts: [] }));
		const kinds = (goesOn: boolean, all = publishes, inPart: number[] = []) => timeline(jobs, [], { publishes: all, inPart }, goesOn).map((entry) => entry.kind);
		expect(kinds(true)).toEqual(['job', 'logged', 'job', 'older', 'logged']);
		expect(kinds(false)).toEqual(['job', 'logged', 'job', 'logged']);
		expect(kinds(true, publishes.slice(0, 1))).toEqual(['job', 'logged', 'job']);
		expect(kinds(true, [], [200])).toEqual(['job', 'job', 'older', 'inPart']);
	});

	it('puts gaps between the publishes of all bots, in either direction', () => {
		const jobs = [900, 500, 100].map((requestedAt) => aJob({ job: requestedAt, requestedAt }));
		const gaps = [{ from: 800, to: 950 }, { from: 200, to: 500 }, { from: 0, to: 50 }].map((gap) => ({ ...gap, why: [] }));
		const told = (lines: ReturnType<typeof withGaps>) => lines.map((line) => (line.kind === 'job' ? line.job.job : `${line.count} to ${line.gap.to}`));
		expect(told(withGaps(jobs, gaps, true))).toEqual(['1 to 950', 900, 500, '1 to 500', 100, '1 to 50']);
		expect(told(withGaps([...jobs].reverse(), gaps, false))).toEqual(['1 to 50', 100, 500, '1 to 500', 900, '1 to 950']);
		expect(withGaps([], [], true)).toEqual([]);
		const nights = [{ from: 510, to: 600, why: ['closed' as const] }, { from: 700, to: 800, why: ['asleep' as const, 'closed' as const] }];
		for (const descending of [true, false]) {
			const lines = withGaps(descending ? jobs : [...jobs].reverse(), nights, descending);
			expect(told(lines).length).toBe(4);
			expect(lines.find((line) => line.kind === 'gaps')).toMatchObject({ count: 2, gap: { from: 510, to: 800, why: expect.arrayContaining(['closed', 'asleep']) as unknown } });
		}
	});

	it('measures bars against the longest', () => {
		const shares = durationShares([aJob({ job: 1, duration: 100 }), aJob({ job: 2, duration: 50 }), aJob({ job: 3, duration: null })]);
		expect([...shares.values()]).toEqual([1, 0.5, 0]);
	});
});

describe('notes', () => {
	it('stand at their field, problems first', () => {
		const notes: FieldNote[] = [
			{ field: 'botIds', note: 'botIdsCount', text: '', number: 2 },
			{ field: 'host', note: 'hostCut', text: 'x', number: 0 },
			{ field: 'botIds', note: 'botIdUnreadable', text: 'x', number: 1 },
		];
		expect(notesOf(notes, 'botIds').map(({ note }) => note)).toEqual(['botIdUnreadable', 'botIdsCount']);
		expect(isProblem('hostCut')).toBe(false);
		expect(isProblem('accountExists')).toBe(true);
	});
});

describe('an account', () => {
	const account = { failure: null, secret: 'keychain', usedHour: 246, allowedHour: 600 } as AccountView;

	it('tells the share of its allowance, never 0 while it is used', () => {
		expect(usedPercent(account)).toBe(41);
		expect(usedPercent({ ...account, usedHour: 1 })).toBe(1);
		expect(usedPercent({ ...account, usedHour: 0 })).toBe(0);
		expect(usedPercent({ ...account, allowedHour: 0 })).toBe(100);
		expect(usedPercent({ ...account, usedHour: 900 })).toBe(100);
	});

	it('needs a look when its secret is gone', () => {
		expect(accountNeedsLook(account)).toBe(false);
		expect(accountNeedsLook({ ...account, secret: 'opening' })).toBe(false);
		expect(accountNeedsLook({ ...account, secret: 'missing' })).toBe(true);
		expect(accountNeedsLook({ ...account, secret: 'gone' })).toBe(true);
		expect(accountNeedsLook({ ...account, secret: 'awaited' })).toBe(true);
	});
});
