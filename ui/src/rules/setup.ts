// The steps of setting up an account, and when a person may go on from the test.

import type { ConnectionReport, FailureKind, SetupProgress, SetupStep } from '../ipc/generated';
import { isProblem } from './notes';

export const STEPS: readonly SetupStep[] = ['place', 'app', 'test', 'bots'];

/** Where it is worth going on although the test failed: time or another person mends it. */
const MENDED_LATER: ReadonlySet<FailureKind> = new Set<FailureKind>([
	'missing_scope',
	'rate_limited',
	'unreachable',
	'offline',
	'secret_unavailable',
	'sign_in_page',
	'untrusted_server',
	'not_kore',
	'server',
	'wrong_clock',
	'too_large',
	'encryption_enforced',
	'proxy_sign_in',
	'proxy_refused',
]);

/** What a person may do after the test. */
export type Way = 'on' | 'anyway' | 'mend';

/** The test passed, failed at what can be mended later, or failed at what was typed. */
export function wayOn(report: ConnectionReport): Way {
	const failed = report.steps.find((step) => step.outcome === 'failed');
	if (report.steps.length === 0) return report.notes.some(({ note }) => isProblem(note)) ? 'mend' : 'anyway';
	if (!failed) return 'on';
	if (failed.useAlgorithm !== null) return 'mend';
	if (failed.step === 'botExists') return 'on';
	return failed.kind !== null && MENDED_LATER.has(failed.kind) ? 'anyway' : 'mend';
}

/** Where to go on with what was kept. The test needs the secret, and the bots need the account. */
export function stepToResume(kept: SetupProgress, accountIsThere: boolean): SetupStep {
	if (kept.accountId !== null && accountIsThere) return 'bots';
	if (kept.host === '') return 'place';
	return 'app';
}

/** Puts IDs that are not there yet at the end of a list that a person types. */
export function withIds(typed: string, ids: readonly string[]): string {
	const there = new Set(typed.split(/[\s,;|]+/));
	const fresh = ids.filter((id) => !there.has(id));
	if (fresh.length === 0) return typed;
	const before = typed.trimEnd();
	return before === '' ? fresh.join('\n') : `${before}\n${fresh.join('\n')}`;
}
