// What a bot's line says, derived from its row and the time: no event is needed for a line to
// turn outdated.

import type { BotRow, JobRow } from '../ipc/generated';

/** What a publish is doing, as a person reads it. */
export type JobState =
	| 'published'
	| 'partsFailed'
	| 'awaitingApproval'
	| 'failed'
	| 'publishing'
	| 'waiting'
	| 'unknown';

/** What is known of a bot, apart from how it is known. */
export type KnownState = JobState | 'notPublished';

/** What a line of the board says. */
export type BoardState = KnownState | 'notChecked' | 'cannotCheck' | 'outdated';

/** Every state, worst first: the order of "problems first". */
export const STATES: readonly BoardState[] = [
	'failed',
	'partsFailed',
	'unknown',
	'cannotCheck',
	'outdated',
	'awaitingApproval',
	'publishing',
	'waiting',
	'notChecked',
	'published',
	'notPublished',
];

const RANK = new Map(STATES.map((state, rank) => [state, rank]));

/** 0 for the worst. */
export function rankOf(state: BoardState): number {
	return RANK.get(state) ?? STATES.length;
}

/** The state of one publish. A published job with a failed part is a state of its own. */
export function jobState(
	job: Pick<JobRow, 'state' | 'awaitingApproval' | 'partsFailed'>,
): JobState {
	if (job.state !== 'published') return job.state;
	if (job.partsFailed > 0) return 'partsFailed';
	return job.awaitingApproval ? 'awaitingApproval' : 'published';
}

/** What is known of a bot, however old; null before the first check. */
export function knownState(row: BotRow): KnownState | null {
	if (row.job) return jobState(row.job);
	return row.lastCheckAt === null ? null : 'notPublished';
}

/** Whether what is known can no longer be relied on. */
export function isOutdated(row: BotRow, now: number): boolean {
	if (row.lastCheckAt === null || row.outdatedAt === null) return false;
	if (now >= row.outdatedAt) return true;
	// A success from the future: the clock was set back. It is not trusted for longer than one
	// from now would be.
	const promised = row.outdatedAt - row.lastCheckAt;
	return row.lastCheckAt - now > promised;
}

/** What the line says. Trouble of ours ("cannot check") is never the bot's ("failed"). */
export function boardState(row: BotRow, now: number): BoardState {
	const known = knownState(row);
	if (row.failure) return 'cannotCheck';
	if (known === null) return 'notChecked';
	return isOutdated(row, now) ? 'outdated' : known;
}

const NEEDS_LOOK: ReadonlySet<BoardState> = new Set<BoardState>([
	'failed',
	'partsFailed',
	'unknown',
	'cannotCheck',
	'outdated',
]);

/** Whether a person should look at it. */
export function needsLook(state: BoardState): boolean {
	return NEEDS_LOOK.has(state);
}

/** Whether the last known state stands beside the line's own, as in "was Published". */
export function wasState(row: BotRow, state: BoardState): KnownState | null {
	return state === 'cannotCheck' || state === 'outdated' ? knownState(row) : null;
}
