import { describe, expect, it } from 'vitest';
import type { AccountView, BotRow } from '../ipc/generated';
import { newlyFailed } from './alarm';
import { filterLines, isFiltering, NO_FILTER } from './filter';
import { shortId } from './ids';
import { leftOutOf } from './leftOut';
import { lineOf, nameOf } from './line';
import { merge } from './merge';
import { orderLines } from './order';
import { overviewOf } from './overview';
import { aFailure, aJob, aRow } from './samples';

const NOW = 50_000;
const rows: BotRow[] = [
	aRow({ botId: 'st-1', name: 'Zürich', job: aJob({ requestedAt: 3_000, duration: 10 }) }),
	aRow({ botId: 'st-2', name: 'bot 10', job: aJob({ state: 'failed', requestedAt: 1_000, duration: 30 }) }),
	aRow({ botId: 'st-3', name: 'Bot 9', accountId: 'b', failure: aFailure, lastCheckAt: 9_000 }),
	aRow({ botId: 'st-4', name: null, job: null, lastCheckAt: null, outdatedAt: null }),
];
const lines = rows.map((row) => lineOf(row, NOW));
const accounts = [{ id: 'b', name: 'Sandbox' }] as AccountView[];
const ids = (found: readonly { row: BotRow }[]) => found.map(({ row }) => row.botId);

describe('names', () => {
	it('fall back to the shortened id', () => {
		expect(nameOf({ name: '  ', botId: 'st-a86a6717-340b-5830-a8b6-13b4aeb6b865' })).toBe('st-a86a…b865');
		expect(nameOf({ botName: 'Billing', botId: 'st-1' })).toBe('Billing');
		expect(shortId('u-adb7cfc7-e9d1-55dd-acfc-214b82dc51d8')).toBe('u-adb7…51d8');
		expect(shortId('st-short')).toBe('st-short');
		expect(shortId('withoutanydashatall')).toBe('withou…tall');
	});
});

describe('the filter', () => {
	it('finds by name without case or accents, by id and by account', () => {
		expect(ids(filterLines(lines, { ...NO_FILTER, text: 'zurich' }, accounts))).toEqual(['st-1']);
		expect(ids(filterLines(lines, { ...NO_FILTER, text: 'ST-2' }, accounts))).toEqual(['st-2']);
		expect(ids(filterLines(lines, { ...NO_FILTER, text: 'sandbox bot' }, accounts))).toEqual(['st-3']);
	});

	it('finds by who started the last publish, by id and by the name given by hand', () => {
		const started = lineOf(aRow({ botId: 'st-9', job: aJob({ startedBy: 'u-77' }) }), NOW, false);
		const people = new Map([['u-77', 'Ann Álvarez']]);
		expect(ids(filterLines([started], { ...NO_FILTER, text: 'alvarez' }, accounts, people))).toEqual(['st-9']);
		expect(ids(filterLines([started], { ...NO_FILTER, text: 'u-77' }, accounts, people))).toEqual(['st-9']);
		expect(ids(filterLines([started], { ...NO_FILTER, text: 'alvarez' }, accounts))).toEqual([]);
	});

	it('keeps what needs a look, a state or an account', () => {
		expect(ids(filterLines(lines, { ...NO_FILTER, state: 'needsLook' }, accounts))).toEqual(['st-2', 'st-3']);
		expect(ids(filterLines(lines, { ...NO_FILTER, state: 'notChecked' }, accounts))).toEqual(['st-4']);
		expect(ids(filterLines(lines, { ...NO_FILTER, accountId: 'b' }, accounts))).toEqual(['st-3']);
	});

	it('does nothing when nothing is asked', () => {
		expect(isFiltering({ ...NO_FILTER, text: '  ' })).toBe(false);
		expect(filterLines(lines, NO_FILTER, accounts)).toHaveLength(4);
	});
});

describe('the order', () => {
	it('puts problems first, failures of bots before those of checks', () => {
		expect(ids(orderLines(lines, 'problems'))).toEqual(['st-2', 'st-3', 'st-4', 'st-1']);
	});

	it('knows numbers in names', () => {
		expect(ids(orderLines(lines, 'name')).slice(0, 2)).toEqual(['st-3', 'st-2']);
	});

	it('puts what has no time last', () => {
		expect(ids(orderLines(lines, 'publish')).at(-1)).toBe('st-4');
		expect(ids(orderLines(lines, 'check')).at(-1)).toBe('st-4');
		expect(ids(orderLines(lines, 'duration'))[0]).toBe('st-3');
	});

	it('does not depend on the order that it was given', () => {
		expect(ids(orderLines([...lines].reverse(), 'problems'))).toEqual(ids(orderLines(lines, 'problems')));
	});
});

describe('the overview', () => {
	it('counts', () => {
		expect(overviewOf(lines, NOW)).toEqual({
			bots: 4, needLook: 2, publishing: 0, waiting: 0, awaitingApproval: 0, neverChecked: 1, signedOut: 0, signedOutOf: [], oldestCheckMs: 41_000, allFresh: false,
		});
	});
});

describe('a bot that nobody checks', () => {
	const moving = aJob({ state: 'publishing', percent: 40 });

	it('is outdated as soon as its account is signed out of, and waits for nobody', () => {
		const away = lineOf(aRow({ job: moving }), NOW, true);
		expect(away).toMatchObject({ unchecked: 'signedOut', state: 'outdated', was: 'publishing', needsLook: false });
		expect(lineOf(aRow({ failure: aFailure }), NOW, true).state).toBe('outdated');
		expect(lineOf(aRow({ job: null, lastCheckAt: null, outdatedAt: null }), NOW, true).state).toBe('notChecked');
	});

	it('is told from one that is checked again', () => {
		const row = aRow({ job: moving });
		expect(lineOf(row, NOW, true).state).toBe('outdated');
		expect(lineOf(row, NOW)).toMatchObject({ unchecked: null, state: 'publishing', was: null });
	});

	it('only was what it was when it was put away', () => {
		const put = lineOf(aRow({ archived: true, job: aJob({ state: 'failed' }) }), NOW, true);
		expect(put).toMatchObject({ unchecked: 'archived', state: 'failed', was: 'failed', needsLook: false });
	});

	it('is counted apart, with its account', () => {
		const away = ['a', 'a', 'c'].map((accountId, at) => lineOf(aRow({ accountId, botId: `st-a${at}`, job: at === 1 ? null : moving, lastCheckAt: at === 1 ? null : 1 }), NOW, true));
		expect(overviewOf([...lines, ...away], NOW)).toMatchObject({ bots: 7, needLook: 2, publishing: 0, neverChecked: 1, signedOut: 3, signedOutOf: ['a', 'c'], oldestCheckMs: 41_000 });
		expect(overviewOf([lineOf(aRow(), NOW), ...away], NOW).allFresh).toBe(false);
	});

	it('is left out for a reason that is known, where it is', () => {
		const away = [lineOf(aRow({ botId: 'st-x' }), NOW, true), lineOf(aRow({ botId: 'st-y' }), NOW, true)];
		const secretless = [{ id: 'b', secret: 'awaited' }] as AccountView[];
		expect(leftOutOf(4, [...lines, ...away], secretless)).toEqual({ signedOut: 2, signedOutOf: ['a'], noSecret: 1, other: 1 });
		expect(leftOutOf(1, [...lines, ...away], secretless)).toMatchObject({ signedOut: 1, noSecret: 0, other: 0 });
		expect(leftOutOf(0, lines, [])).toEqual({ signedOut: 0, signedOutOf: [], noSecret: 0, other: 0 });
	});
});

describe('merging news', () => {
	const snapshot = { mode: 'own' as const, seq: 5, accounts: [], bots: rows, notices: [], alerts: { toLookAt: 0, newest: 0 }, pause: { until: null }, people: [] };
	const nothing = { bots: [], accounts: null, notices: null, alerts: null, resync: false, pause: null, go: null, presence: null, exported: null };

	it('ignores old news', () => {
		const old = { ...nothing, seq: 5, bots: [aRow({ botId: 'st-1', name: 'Old' })] };
		expect(merge(snapshot, old)).toEqual({ snapshot, resync: false });
	});

	it('replaces rows in their place and leaves the others alone', () => {
		const merged = merge(snapshot, { ...nothing, seq: 6, bots: [aRow({ botId: 'st-2', name: 'New' })] });
		expect(merged.snapshot.bots[1]?.name).toBe('New');
		expect(merged.snapshot.bots[0]).toBe(rows[0]);
		expect(merged.snapshot.seq).toBe(6);
		expect(merged.resync).toBe(false);
	});

	it('asks anew for a bot that it does not know, and when told to', () => {
		expect(merge(snapshot, { ...nothing, seq: 6, bots: [aRow({ botId: 'st-9' })] }).resync).toBe(true);
		expect(merge(snapshot, { ...nothing, seq: 6, resync: true })).toEqual({ snapshot, resync: true });
	});

	it('tells bots of two accounts apart', () => {
		const merged = merge(snapshot, { ...nothing, seq: 6, bots: [aRow({ botId: 'st-3', accountId: 'b', name: 'B' })] });
		expect(merged.snapshot.bots.map((row) => row.name)).toEqual(['Zürich', 'bot 10', 'B', null]);
	});

	it('takes over a pause that begins and one that ends', () => {
		const paused = merge(snapshot, { ...nothing, seq: 6, pause: { until: 9 } }).snapshot;
		expect(paused.pause).toEqual({ until: 9 });
		expect(merge(paused, { ...nothing, seq: 7 }).snapshot.pause).toEqual({ until: 9 });
		expect(merge(paused, { ...nothing, seq: 7, pause: { until: null } }).snapshot.pause).toEqual({ until: null });
	});

	it('takes over accounts and notices only where they come', () => {
		const merged = merge({ ...snapshot, notices: ['historyDamaged'] }, { ...nothing, seq: 7, accounts });
		expect(merged.snapshot.accounts).toBe(accounts);
		expect(merged.snapshot.notices).toEqual(['historyDamaged']);
	});
});

describe('the alarm', () => {
	const failed = aRow({ job: aJob({ job: 2, state: 'failed' }) });

	it('is raised for a publish that failed while the window watched', () => {
		expect(newlyFailed([aRow()], [failed])).toEqual([failed]);
		expect(newlyFailed([aRow({ job: aJob({ job: 2, state: 'publishing' }) })], [failed])).toEqual([failed]);
	});

	it('is raised once, and never for the first sight of a bot', () => {
		expect(newlyFailed([failed], [failed])).toEqual([]);
		expect(newlyFailed([], [failed])).toEqual([]);
		expect(newlyFailed([aRow({ lastCheckAt: null, job: null })], [failed])).toEqual([]);
		expect(newlyFailed([aRow()], [aRow({ job: aJob({ job: 3, state: 'failed', beforeWatching: true }) })])).toEqual([]);
	});
});
