import { describe, expect, it } from 'vitest';
import type { ConnectionReport, FailureKind, StepResult } from '../ipc/generated';
import { originOf } from './regions';
import { stepToResume, wayOn, withIds } from './setup';

function aReport(last: Partial<StepResult>): ConnectionReport {
	const step: StepResult = { step: 'signedIn', outcome: 'passed', kind: null, issuer: null, clockOff: null, claims: null, useAlgorithm: null, detail: '', ...last };
	return { notes: [], steps: [step], requests: 1, took: 1, host: '', botId: '', proxy: null };
}

describe('after the test', () => {
	const failing = (kind: FailureKind, over: Partial<StepResult> = {}) => wayOn(aReport({ outcome: 'failed', kind, ...over }));

	it('a person goes on when it passed, also with an untold time', () => {
		expect(wayOn(aReport({}))).toBe('on');
		expect(wayOn(aReport({ step: 'clockAgrees', outcome: 'notTold' }))).toBe('on');
	});

	it('what time or somebody else mends does not hold them up', () => {
		expect(failing('unreachable')).toBe('anyway');
		expect(failing('missing_scope')).toBe('anyway');
	});

	it('a wrong secret is mended first, and so is another signing', () => {
		expect(failing('bad_credentials')).toBe('mend');
		expect(failing('bad_credentials', { useAlgorithm: 'hs512' })).toBe('mend');
		expect(wayOn({ ...aReport({}), steps: [], notes: [{ field: 'secret', note: 'empty', text: '', number: 0 }] })).toBe('mend');
	});

	it('a bot that is not there does not speak against the account', () => {
		expect(failing('unknown_bot', { step: 'botExists' })).toBe('on');
	});
});

describe('a set-up that was left off', () => {
	const kept = { step: 'test', host: 'https://bots.kore.ai', clientId: 'cs-1', algorithm: 'hs256', name: '', botIds: '', accountId: null } as const;

	it('goes on where the secret is asked for, since it was not kept', () => {
		expect(stepToResume(kept, false)).toBe('app');
	});

	it('goes on with the bots once the account was saved', () => {
		expect(stepToResume({ ...kept, step: 'bots', accountId: 'a' }, true)).toBe('bots');
	});

	it('begins again at the client ID when the account was removed since', () => {
		expect(stepToResume({ ...kept, step: 'bots', accountId: 'a' }, false)).toBe('app');
	});

	it('begins at the address when nothing was given', () => {
		expect(stepToResume({ ...kept, step: 'place', host: '' }, false)).toBe('place');
	});
});

describe('found bots', () => {
	it('are put below what was typed, each once', () => {
		expect(withIds('', ['st-1', 'st-2'])).toBe('st-1\nst-2');
		expect(withIds(' st-1, st-3 \n', ['st-1', 'st-2'])).toBe(' st-1, st-3\nst-2');
		expect(withIds('st-1', ['st-1'])).toBe('st-1');
	});
});

describe('an address', () => {
	it('is shown as its origin', () => {
		expect(originOf(' "https://bots.kore.ai/botbuilder/#/x" ')).toBe('https://bots.kore.ai');
		expect(originOf('bots.example.com:8081')).toBe('https://bots.example.com:8081');
		expect(originOf('http://127.0.0.1:4010')).toBe('http://127.0.0.1:4010');
	});
});
