// A row of the board with all that is derived from it.

import type { BotRow } from '../ipc/generated';
import { boardState, knownState, needsLook, wasState, type BoardState, type KnownState } from './boardState';
import { shortId } from './ids';
import { fold } from './visible';

/** Why a bot is not checked: it was put away, or a person signed out of its account. */
export type Unchecked = 'archived' | 'signedOut';

/** One line, ready to be filtered, ordered and drawn. */
export interface Line {
	key: string;
	row: BotRow;
	state: BoardState;
	/** Why nobody checks it, where a person wished so. */
	unchecked: Unchecked | null;
	/** The last known state, where the line's own speaks of the checks, or where there are none. */
	was: KnownState | null;
	needsLook: boolean;
	/** The given name, or the shortened id. */
	name: string;
	/** For comparing and searching. */
	folded: string;
}

/** Names a bot across accounts. */
export function keyOf(bot: { accountId: string; botId: string }): string {
	return `${bot.accountId} ${bot.botId}`;
}

/** The given name, or the shortened id. */
export function nameOf(bot: { name?: string | null; botName?: string | null; botId: string }): string {
	const given = (bot.name ?? bot.botName ?? '').trim();
	return given === '' ? shortId(bot.botId) : given;
}

// A row never changes, it is replaced: its line is derived once, and again only when time makes
// another state of it. With thousands of bots a tick of the clock would otherwise be felt.
const known = new WeakMap<BotRow, Line>();

// Nobody will check: what is known can be relied on no longer, however young it is.
function signedOutState(row: BotRow): BoardState {
	return knownState(row) === null ? 'notChecked' : 'outdated';
}

/** Derives a line. In an account that a person signed out of, nothing waits for them. */
export function lineOf(row: BotRow, now: number, signedOut = false): Line {
	const unchecked = row.archived ? 'archived' : signedOut ? 'signedOut' : null;
	const state = unchecked === 'signedOut' ? signedOutState(row) : boardState(row, now);
	const before = known.get(row);
	if (before?.state === state && before.unchecked === unchecked) return before;
	const name = before?.name ?? nameOf(row);
	const line: Line = {
		key: before?.key ?? keyOf(row),
		row,
		state,
		unchecked,
		was: unchecked === null ? wasState(row, state) : knownState(row),
		needsLook: unchecked === null && needsLook(state),
		name,
		folded: before?.folded ?? fold(name),
	};
	known.set(row, line);
	return line;
}
