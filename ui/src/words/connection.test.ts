import { describe, expect, it } from 'vitest';
import type { ConnectionReport, ConnectionStep, FailureKind, StepResult } from '../ipc/generated';
import { connection, reportSummary, reportText, stepWords } from './connection';
import { en } from './en';

const STEPS: ConnectionStep[] = ['reached', 'certificateTrusted', 'clockAgrees', 'signedIn', 'mayRead', 'botExists'];

function aStep(step: ConnectionStep, over: Partial<StepResult> = {}): StepResult {
	return { step, outcome: 'passed', kind: null, issuer: null, clockOff: null, claims: null, useAlgorithm: null, detail: '', ...over };
}

function aReport(over: Partial<Record<ConnectionStep, Partial<StepResult>>> = {}): ConnectionReport {
	return {
		notes: [], steps: STEPS.map((step) => aStep(step, over[step])), requests: 2, took: 1_234, host: 'https://platform.kore.ai', botId: '', proxy: null,
	};
}

const failing = (kind: FailureKind, over: Partial<StepResult> = {}): Partial<StepResult> => ({ outcome: 'failed', kind, ...over });

function wordsAt(report: ConnectionReport, step: ConnectionStep): string[] {
	const result = report.steps.find((one) => one.step === step);
	return result ? stepWords(result, report) : [];
}

describe('a step of the test', () => {
	it.each(Object.keys(en.failures) as FailureKind[])('that failed by %s says what happened and what to do', (kind) => {
		const words = wordsAt(aReport({ signedIn: failing(kind) }), 'signedIn');
		expect(words[0]).toBe(en.failures[kind].happened);
		expect(words.at(-1)).toBe(connection.todo[kind]);
		// A test runs once: nothing may be promised to go on by itself.
		expect(words.at(-1)).not.toMatch(/by itself/);
	});

	it('names who issued a certificate, trusted or not', () => {
		expect(wordsAt(aReport({ certificateTrusted: { issuer: 'DigiCert' } }), 'certificateTrusted')).toEqual(['Issued by DigiCert.']);
		const words = wordsAt(aReport({ certificateTrusted: failing('untrusted_server', { issuer: 'Corp\u202E CA' }) }), 'certificateTrusted');
		expect(words[1]).toBe('It was issued by Corp[U+202E] CA, which this computer does not trust.');
	});

	it('says by how much a clock is off, and that an untold time does no harm', () => {
		expect(wordsAt(aReport({ clockAgrees: failing('wrong_clock', { clockOff: -600_000 }) }), 'clockAgrees')[1]).toBe(
			'The clock of this computer is 10 min behind the server’s.',
		);
		expect(wordsAt(aReport({ clockAgrees: { outcome: 'notTold' } }), 'clockAgrees')).toEqual([connection.clock.notTold]);
	});

	it('offers the signing that the server takes in place of the wrong secret', () => {
		const words = wordsAt(aReport({ signedIn: failing('bad_credentials', { useAlgorithm: 'hs512' }) }), 'signedIn');
		expect(words).toEqual(['The server takes tokens signed with HS512. Choose it, and test again.']);
	});

	it('without a bot says why the last was not reached, but not after a failure', () => {
		const none = { outcome: 'notReached' } as const;
		expect(wordsAt(aReport({ botExists: none }), 'botExists')).toEqual([connection.noBot]);
		expect(wordsAt(aReport({ mayRead: failing('missing_scope'), botExists: none }), 'botExists')).toEqual([]);
	});
});

describe('the whole test', () => {
	it('is summed up in a sentence', () => {
		expect(reportSummary(aReport())).toBe('All is well. The app can read the publish status.');
		expect(reportSummary(aReport({ mayRead: failing('missing_scope') }))).toBe('The test stopped at “May read the publish status”.');
		expect(reportSummary(aReport({ botExists: failing('unknown_bot') }))).toBe('The account works; only this bot was not found.');
	});

	it('as text holds every step, the host, the proxy and the details', () => {
		const report = aReport({ signedIn: failing('bad_credentials', { detail: 'HTTP 401, code 4002' }) });
		const text = reportText({ ...report, proxy: 'proxy.example.com:8080', botId: 'st-1111' }, 'Nov 25');
		for (const step of STEPS) expect(text).toContain(`${connection.steps[step]}: `);
		for (const part of ['https://platform.kore.ai', 'proxy.example.com:8080', 'st-1111', 'HTTP 401, code 4002', '2 requests', 'Nov 25']) {
			expect(text).toContain(part);
		}
	});
});
