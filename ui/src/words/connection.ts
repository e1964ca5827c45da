// The connection test: each step by name, what came of it, and what to do where it failed.

import type { Algorithm, Claims, ConnectionReport, ConnectionStep, FailureKind, StepOutcome, StepResult } from '../ipc/generated';
import { isProblem } from '../rules/notes';
import { hostName } from '../rules/regions';
import { visibleText } from '../rules/visible';
import { count } from './count';
import { failures } from './failures';
import { roughly, took } from './when';

const steps: Record<ConnectionStep, string> = {
	reached: 'Server reached',
	certificateTrusted: 'Certificate trusted',
	clockAgrees: 'Clock agrees',
	signedIn: 'Signed in',
	mayRead: 'May read the publish status',
	botExists: 'This bot exists',
};

const outcomes: Record<StepOutcome, string> = {
	passed: 'Passed',
	failed: 'Failed',
	notTold: 'Not told',
	notReached: 'Not reached',
};

const claims: Record<Claims, string> = {
	withJti: 'The server takes tokens that are good for a few minutes and for one request.',
	timed: 'The server takes tokens that are good for a few minutes.',
	minimum: 'The server takes only the plainest form of tokens, which do not run out by themselves.',
};

/** Clocks are told to the second, and an answer takes a moment. */
const SAME_MS = 2_000;
const ROUND_MS = 5_000;

const SCOPES = 'In the Admin Console, open Security & Control → API Scopes';

/** What to do where a step failed. Here nothing goes on by itself: the person tests again. */
const todo: Record<FailureKind, string> = {
	bad_credentials: `${SCOPES} and copy the client ID and the client secret again, both from the same app. See also that the app was made there, not in the App Builder, that it was saved, and that “Enforce JWE” is switched off.`,
	missing_scope: `${SCOPES}, choose the app, tick Bot Publish → Publish Status and save. If that box is not offered, the app was made in the App Builder: make one in the Admin Console. Then test again.`,
	unknown_bot: 'Compare the ID with App Settings → App Profile → App Id. The bot may also belong to another account.',
	rate_limited: 'Wait a minute, then test again. Other tools with the same client ID may be using up the allowance.',
	unreachable: 'See whether this computer is online and whether the address is spelt right. In a company, a proxy or a firewall may stand in between: see the network settings.',
	untrusted_server: 'A company proxy may stand in between. Ask your IT department to install its certificate on this computer, or name its file in the network settings.',
	not_kore: 'Open the address in a browser and see whether it is the one at which you sign in to Kore.ai. In a company, a proxy may answer in its place.',
	server: 'You cannot mend this. Test again in a few minutes.',
	wrong_clock: 'Set date and time of this computer to automatic, then test again.',
	too_large: 'You cannot mend this. The account works; test with another bot.',
	secret_awaited: 'Give this account its secret, then test again.',
	secret_missing: 'Give the secret of this account again, then test again.',
	secret_unavailable: 'Open or unlock the password store of this computer, then test again.',
	offline: 'Connect this computer to a network, then test again.',
	sign_in_page: 'Open a browser, sign in to this network, then test again.',
	encryption_enforced: `${SCOPES}, choose the app and switch “Enforce JWE” off, or make another app without it. Save, then test again.`,
	proxy_sign_in: 'This app cannot sign in to a proxy server. Ask your IT department for one that lets this computer through, or for a way without it, and name that in the network settings.',
	proxy_refused: 'Ask your IT department to let this address through, or see whether the right proxy server is named in the network settings.',
};

export const connection = {
	steps,
	outcomes,
	claims,
	todo,
	pending: '…',
	title: 'Connection test',
	list: 'Steps of the test',
	start: 'Test the connection',
	again: 'Test again',
	copy: 'Copy the result',
	running: (host: string) => `Testing the connection to ${host}…`,
	slow: 'No answer yet. It can take up to a minute before the test gives up.',
	allWell: 'All is well. The app can read the publish status.',
	stoppedAt: (step: string) => `The test stopped at “${step}”.`,
	botOnly: 'The account works; only this bot was not found.',
	mend: 'Nothing was sent yet: something typed has to be mended first.',
	noCertificate: 'There is none on this way: the server is on this computer itself.',
	noResult: 'The test brought no result. Test again.',
	issuer: (name: string) => `Issued by ${name}.`,
	notIssuer: (name: string) => `It was issued by ${name}, which this computer does not trust.`,
	clock: {
		same: 'Both show the same time.',
		ahead: (length: string) => `The clock of this computer is ${length} ahead of the server’s.`,
		behind: (length: string) => `The clock of this computer is ${length} behind the server’s.`,
		notTold: 'The server does not tell its time. That does no harm.',
	},
	noBot: 'No bot was named, so none was asked for.',
	proxy: (name: string) => `Through the proxy server ${name}.`,
	algorithm: (word: string) => `The server takes tokens signed with ${word}. Choose it, and test again.`,
	chooseAlgorithm: (word: string) => `Use ${word} and test again`,
	copied: {
		title: 'Publish Monitor, connection test',
		at: 'Time',
		host: 'Host',
		proxy: 'Proxy',
		bot: 'Bot',
		took: 'Took',
		requests: (value: number) => count(value, 'request', 'requests'),
	},
};

/** A signing algorithm as the platform writes it. */
export function algorithmWord(algorithm: Algorithm): string {
	return algorithm.toUpperCase();
}

/** How two clocks differ. */
export function clockWords(off: number): string {
	if (Math.abs(off) < SAME_MS) return connection.clock.same;
	// Ten minutes less a blink are ten minutes.
	const length = roughly(Math.round(Math.abs(off) / ROUND_MS) * ROUND_MS);
	return off > 0 ? connection.clock.ahead(length) : connection.clock.behind(length);
}

/** What there is to read below a step. Where it failed: what happened, then what to do. */
export function stepWords(result: StepResult, report: Pick<ConnectionReport, 'steps'>): string[] {
	const issuer = result.issuer === null ? '' : visibleText(result.issuer, 120);
	if (result.outcome === 'failed') {
		if (result.useAlgorithm !== null) return [connection.algorithm(algorithmWord(result.useAlgorithm))];
		const kind = result.kind ?? 'server';
		return [
			failures[kind].happened,
			...(result.clockOff === null ? [] : [clockWords(result.clockOff)]),
			...(issuer === '' ? [] : [kind === 'untrusted_server' ? connection.notIssuer(issuer) : connection.issuer(issuer)]),
			todo[kind],
		];
	}
	if (result.outcome === 'notTold') return result.step === 'clockAgrees' ? [connection.clock.notTold] : result.step === 'certificateTrusted' ? [connection.noCertificate] : [];
	if (result.outcome === 'notReached') {
		const before = report.steps.slice(0, report.steps.indexOf(result));
		return result.step === 'botExists' && before.every((step) => step.outcome === 'passed' || step.outcome === 'notTold') ? [connection.noBot] : [];
	}
	if (result.step === 'certificateTrusted' && issuer !== '') return [connection.issuer(issuer)];
	if (result.step === 'clockAgrees' && result.clockOff !== null) return [clockWords(result.clockOff)];
	if (result.step === 'signedIn' && result.claims !== null) return [claims[result.claims]];
	return [];
}

/** The whole in one sentence. */
export function reportSummary(report: ConnectionReport): string {
	const failed = report.steps.find((step) => step.outcome === 'failed');
	if (report.steps.length === 0) return report.notes.some(({ note }) => isProblem(note)) ? connection.mend : connection.noResult;
	if (!failed) return connection.allWell;
	return failed.step === 'botExists' ? connection.botOnly : connection.stoppedAt(steps[failed.step]);
}

/** The whole as plain text, to be sent to somebody who can help. Holds no secret. */
export function reportText(report: ConnectionReport, at: string): string {
	const words = connection.copied;
	const lines = [words.title, `${words.at}: ${at}`, `${words.host}: ${report.host}`];
	if (report.proxy !== null) lines.push(`${words.proxy}: ${report.proxy}`);
	if (report.botId !== '') lines.push(`${words.bot}: ${report.botId}`);
	lines.push(`${words.took}: ${took(report.took)}, ${words.requests(report.requests)}`, '', reportSummary(report));
	for (const result of report.steps) {
		lines.push(`${steps[result.step]}: ${outcomes[result.outcome]}`);
		for (const sentence of stepWords(result, report)) lines.push(`  ${sentence}`);
		if (result.detail !== '') lines.push(`  (${visibleText(result.detail, 1000)})`);
	}
	return `${lines.join('\n')}\n`;
}

/** Where the test goes, as people know it. */
export function testedHost(origin: string): string {
	return visibleText(hostName(origin), 80);
}
