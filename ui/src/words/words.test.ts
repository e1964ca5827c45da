import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { overviewOf } from '../rules/overview';
import type { LeftOut } from '../rules/leftOut';
import { lineOf } from '../rules/line';
import { aFailure, aJob, aRow } from '../rules/samples';
import { checkBotWords, checkWords } from './checking';
import { gapReasons } from './watching';
import { en, stateWords } from './en';
import { headline } from './headline';
import { ago, roughly, stretch, took, until, within } from './when';

const generated = readFileSync(new URL('../ipc/generated.ts', import.meta.url), 'utf8');
const catalogue = readFileSync(new URL('./en.ts', import.meta.url), 'utf8');

/** The words of a union in the generated types: what Rust can really send. */
function wordsOf(type: string): string[] {
	const union = new RegExp(`export type ${type} = ([^;{]+);`).exec(generated)?.[1];
	expect(union, type).toBeDefined();
	return [...(union ?? '').matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '');
}

describe('the catalogue', () => {
	const tables: [string, Record<string, unknown>][] = [
		['FailureKind', en.failures],
		['Notice', en.notices],
		['AlertKind', en.alerts.kinds],
		['AlertTold', en.alerts.told],
		['AlertRule', en.alerts.rules],
		['SystemAlerts', en.alerts.system],
		['MuteFor', en.alerts.lengths],
		['Note', en.notes],
		['KeychainProblem', en.keychain],
		['SecretPlace', en.secretShort],
		['SecretPlace', en.secrets],
		['Pace', en.paces],
		['Refusal', en.refusals],
		['ResourceGroup', en.groups],
		['PublishState', en.publishStates],
		['PartChange', en.changes.kinds],
		['Theme', en.settings.themes],
		['Density', en.settings.densities],
		['Keep', en.room.choices],
		['SetupFileProblem', en.setupFile.problems],
		['SaveOutcome', { saved: '', cancelled: '', ...en.files.problems }],
		['ExportFormat', en.exporting.formats],
		['OpenOutcome', { read: '', cancelled: '', ...en.files.opened }],
	];

	it.each(tables)('has words for each %s, and for nothing else', (type, table) => {
		const words = wordsOf(type);
		expect(words.length).toBeGreaterThan(1);
		expect(Object.keys(table).sort()).toEqual(words.sort());
	});

	it('says what happened, what it means and what to do for each failure', () => {
		for (const trouble of Object.values(en.failures)) {
			for (const part of [trouble.happened, trouble.means, trouble.todo]) expect(part).toMatch(/\.$/);
			expect(trouble.short.length).toBeLessThan(36);
		}
	});

	it('holds no word that blames, begs or hides', () => {
		expect(catalogue).not.toMatch(/\b(invalid|forbidden|illegal|oops|sorry|please|an error occurred|JSON|HTTP|JWT|[45]\d\d)\b/i);
	});

	it('agrees with numbers', () => {
		expect(en.check.planned(1, 720)).toBe('Checking 1 bot now: 1 request of 720 left this hour.');
		expect(en.check.planned(14, 720)).toBe('Checking 14 bots now: 14 requests of 720 left this hour.');
		expect(en.state.partsFailed(1)).toBe('Published, 1 part failed');
		expect(en.parts.published(8, 9)).toBe('8 of 9 parts published');
		expect(en.history.partsOf(8, 9)).toBe('8 of 9');
		expect(en.history.partsOf(0, 0)).toBe('–');
	});
});

describe('states in words', () => {
	it('never guess: an unknown state shows the server’s own word', () => {
		expect(stateWords('unknown', aJob({ serverStatus: 'ON_HOLD' }))).toBe('Unknown: “ON_HOLD”');
		expect(stateWords('unknown', aJob({ serverStatus: null }))).toBe('Unknown');
	});

	it('say Finishing at 100 % while it still publishes', () => {
		expect(stateWords('publishing', aJob({ percent: 42 }))).toBe('Publishing 42 %');
		expect(stateWords('publishing', aJob({ percent: 100 }))).toBe('Finishing');
		expect(stateWords('publishing', aJob({ percent: null }))).toBe('Publishing');
	});

	it('name the failed parts of a published job', () => {
		expect(stateWords('partsFailed', aJob({ partsFailed: 2 }))).toBe('Published, 2 parts failed');
	});
});

describe('the sentence on top', () => {
	const now = 400_000;
	const fresh = (botId: string, over = {}) => aRow({ botId, lastCheckAt: now - 350_000, outdatedAt: now + 1, ...over });
	const say = (rows: ReturnType<typeof aRow>[]) => headline(overviewOf(rows.map((row) => lineOf(row, now)), now)).join(' · ');

	it('says the whole', () => {
		const rows = [fresh('1', { job: aJob({ state: 'failed' }) }), fresh('2', { job: aJob({ state: 'publishing', percent: 1 }) }), fresh('3')];
		expect(say(rows)).toBe('1 of 3 bots needs a look · 1 publishing · all checked within 6 min');
	});

	it('names what publishes and what waits apart', () => {
		const rows = [fresh('1', { job: aJob({ state: 'publishing', percent: 1 }) }), fresh('2', { job: aJob({ state: 'waiting', percent: 0 }) })];
		expect(say(rows)).toBe('All 2 bots are all right · 1 publishing · 1 waiting · all checked within 6 min');
	});

	it('never says that all is right of bots that nobody checks', () => {
		const away = (accountId: string, botId: string) => lineOf(fresh(botId, { accountId, job: aJob({ state: 'failed' }) }), now, true);
		const told = (lines: ReturnType<typeof lineOf>[], name?: string) => headline(overviewOf(lines, now), () => name).join(' · ');
		expect(told([away('a', '1'), away('a', '2')], 'Retail bots')).toBe('2 bots are not checked: you signed out of Retail bots');
		expect(told([away('a', '1'), lineOf(fresh('2'), now)], 'Retail\u202E')).toBe('1 bot is not checked: you signed out of Retail[U+202E] · oldest check 5 min ago');
		expect(told([away('a', '1'), away('b', '2')], 'Retail bots')).toBe('2 bots are not checked: you signed out of 2 accounts');
		expect(told([away('a', '1'), lineOf(fresh('2', { job: aJob({ state: 'failed' }) }), now)])).toBe(
			'1 of 2 bots needs a look · 1 bot is not checked: you signed out of its account · oldest check 5 min ago',
		);
	});

	it('says that all is well only where it is', () => {
		expect(say([fresh('1'), fresh('2')])).toBe('All 2 bots are all right · all checked within 6 min');
		expect(say([fresh('1')])).toBe('Your bot is all right · checked within 6 min');
		expect(say([fresh('1'), aRow({ botId: '2', job: null, lastCheckAt: null, outdatedAt: null })])).toBe(
			'1 not checked yet · oldest check 5 min ago',
		);
	});

	it('does not boast of checks while some do not succeed', () => {
		expect(say([fresh('1'), fresh('2', { failure: aFailure })])).toBe('1 of 2 bots needs a look · oldest check 5 min ago');
	});

	it('has its own words for nothing and for nothing checked', () => {
		expect(say([])).toBe('');
		expect(say([aRow({ job: null, lastCheckAt: null, outdatedAt: null })])).toBe('1 bot, not checked yet');
	});
});

describe('times', () => {
	const now = 1_700_000_000_000;
	const minute = 60_000;

	it('are short for a glance', () => {
		expect(ago(now - 1_000, now)).toBe('just now');
		expect(ago(now - 20_000, now)).toBe('20 s ago');
		expect(ago(now - 4 * minute, now)).toBe('4 min ago');
		expect(ago(now - 3 * 60 * minute, now)).toBe('3 h ago');
		expect(ago(now - 24 * 60 * minute, now)).toBe('1 day ago');
	});

	it('become a date when they are old, and when a clock is wrong', () => {
		expect(ago(now - 8 * 24 * 60 * minute, now)).toMatch(/2023/);
		expect(ago(now + 10 * minute, now)).toMatch(/2023/);
		expect(ago(now + 10_000, now)).toBe('just now');
	});

	it('ahead are told too', () => {
		expect(until(now + 4 * minute, now)).toBe('in 4 min');
		expect(until(now - 1, now)).toBe('now');
	});

	it('as durations keep two units', () => {
		expect(took(1_378)).toBe('1.4 s');
		expect(took(42_400)).toBe('42 s');
		expect(took(192_000)).toBe('3 min 12 s');
		expect(took(180_000)).toBe('3 min');
		expect(took(3_840_000)).toBe('1 h 4 min');
		expect(took(119_900)).toBe('2 min');
		expect(took(-5)).toBe('0 s');
	});

	it('round down for ages and up for promises', () => {
		expect(roughly(119_000)).toBe('1 min');
		expect(within(301_000)).toBe('6 min');
		expect(within(0)).toBe('1 s');
		expect(within(3_599_000)).toBe('1 h');
	});

	it('name the second day of a stretch only where it is another', () => {
		expect(stretch(now, now + 1_000).match(/2023/g)).toHaveLength(1);
		expect(stretch(now, now + 48 * 3_600_000).match(/2023/g)).toHaveLength(2);
	});
});

describe('the answer to "check now"', () => {
	it('says what is left out', () => {
		const say = (planned: number, over: Partial<LeftOut> = {}) =>
			checkWords({ planned, leftOut: 0, leftHour: planned === 14 ? 720 : 9 }, { signedOut: 0, signedOutOf: [], noSecret: 0, other: 0, ...over }, () => 'Retail');
		expect(say(14)).toBe('Checking 14 bots now: 14 requests of 720 left this hour.');
		expect(say(2, { other: 1 })).toMatch(/^Checking 2 bots now: 2 requests of 9 left this hour\. 1 bot is left out/);
		expect(say(0)).toBe('Nothing to check now.');
		expect(say(0, { signedOut: 15, signedOutOf: ['a'] })).toBe('15 bots are left out: you signed out of Retail.');
		expect(say(0, { signedOut: 15, signedOutOf: ['a', 'b'], noSecret: 1 })).toBe(
			'15 bots are left out: you signed out of 2 accounts. 1 bot is left out: the secret of the account is not here. Give it under Accounts.',
		);
		expect(checkBotWords({ planned: 0, leftOut: 1, leftHour: 0 })).toBe(en.check.botLeftOut);
	});
});

describe('why a bot was not watched', () => {
	it('is said in the order in which it came, and not at all where nobody knows', () => {
		expect(gapReasons(['asleep', 'offline'])).toBe(': the computer slept, then this computer was offline');
		expect(gapReasons(['closed'])).toBe(': the app was closed');
		expect(gapReasons(['untold'])).toBe('');
		expect(gapReasons([])).toBe('');
	});
});
