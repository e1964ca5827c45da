// Every kind of failure has its own words, and they are words for people.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../ipc/generated';
import { clockWords, connection } from './connection';
import { en } from './en';

const generated = readFileSync(new URL('../ipc/generated.ts', import.meta.url), 'utf8');

/** The words of a union type, as the app sends them. */
function wordsOf(type: string): string[] {
	const found = new RegExp(`export type ${type} = ([^;]+);`).exec(generated)?.[1] ?? '';
	return [...found.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '').sort();
}

/** What an admin has to be able to tell apart, and what a text about it has to name. */
const TOLD_APART: [string, FailureKind, RegExp][] = [
	['no network', 'offline', /offline.*network/],
	['server not found or reached', 'unreachable', /cannot be reached.*host/],
	['certificate not trusted', 'untrusted_server', /certificate.*proxy.*issued/],
	['another server answers', 'not_kore', /other than Kore\.ai/],
	['a sign-in page answers', 'sign_in_page', /sign in to this network/],
	['wrong client ID or secret', 'bad_credentials', /client ID and secret.*API Scopes/],
	['app made in the wrong place', 'bad_credentials', /not in the App Builder/],
	['permission missing', 'missing_scope', /Bot Publish → Publish Status/],
	['permission not offered: wrong place', 'missing_scope', /App Builder: make one in the Admin Console/],
	['encryption enforced', 'encryption_enforced', /“Enforce JWE” off/],
	['clock wrong', 'wrong_clock', /clock.*automatic/],
	['bot not found', 'unknown_bot', /no bot with this ID/],
	['too many requests', 'rate_limited', /fewer requests.*by itself/],
	['server trouble', 'server', /trouble.*cannot mend.*tries again by itself/],
	['answer too large', 'too_large', /larger than the app reads/],
	['secret no longer here', 'secret_missing', /no longer on this computer.*again/],
	['secret not here yet', 'secret_awaited', /set-up file.*not checked yet/],
	['password store not open', 'secret_unavailable', /password store/],
	['proxy wants a sign-in', 'proxy_sign_in', /proxy.*name and a password/],
	['proxy refuses', 'proxy_refused', /proxy.*did not let/],
];

const NOT_FOR_PEOPLE = /\b(invalid|forbidden|illegal|oops|sorry|please|error occurred|HTTP|JSON|JWT|TLS|exception|null|undefined)\b/i;

describe('failures', () => {
	it('have words for every kind that the app sends, and for no other', () => {
		expect(wordsOf('FailureKind').length).toBeGreaterThan(10);
		expect(Object.keys(en.failures).sort()).toEqual(wordsOf('FailureKind'));
		expect(Object.keys(connection.todo).sort()).toEqual(wordsOf('FailureKind'));
		expect([...new Set(TOLD_APART.map(([, kind]) => kind))].sort()).toEqual(wordsOf('FailureKind'));
	});

	it.each(TOLD_APART)('tell apart: %s', (_, kind, named) => {
		const { happened, means, todo } = en.failures[kind];
		expect([happened, means, todo].join(' ')).toMatch(named);
	});

	it('say each what happened, what it means and what to do, in sentences of their own', () => {
		const all = Object.values(en.failures);
		for (const part of ['short', 'happened', 'todo'] as const) {
			expect(new Set(all.map((words) => words[part])).size).toBe(all.length);
		}
		for (const { short, happened, means, todo } of all) {
			expect(short).not.toMatch(/\.$/);
			for (const sentence of [happened, means, todo]) expect(sentence).toMatch(/^[A-Z].*\.$/);
		}
	});

	it('use words that anybody knows', () => {
		for (const words of [...Object.values(en.failures).flatMap((one) => Object.values(one)), ...Object.values(connection.todo)]) {
			expect(words).not.toMatch(NOT_FOR_PEOPLE);
		}
	});

	it('say by how much a clock is off', () => {
		expect(clockWords(600_000)).toBe('The clock of this computer is 10 min ahead of the server’s.');
		expect(clockWords(599_200)).toBe(clockWords(600_000));
		expect(clockWords(-3_600_000)).toBe('The clock of this computer is 1 h behind the server’s.');
		expect(clockWords(900)).toBe('Both show the same time.');
	});
});

describe('troubles of the password store', () => {
	it('are told apart', () => {
		expect(Object.keys(en.keychain).sort()).toEqual(wordsOf('KeychainProblem'));
		const all = Object.values(en.keychain);
		expect(new Set(all.map(({ read }) => read)).size).toBe(all.length);
		for (const words of all.flatMap((one) => Object.values(one))) expect(words).not.toMatch(NOT_FOR_PEOPLE);
	});
});
