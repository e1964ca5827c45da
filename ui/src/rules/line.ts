// A row of the board with all that is derived from it.

import type { BotRow } from '../ipc/generated';
import { boardState, needsLook, wasState, type BoardState, type KnownState } from './boardState';
import { shortId } from './ids';
import { fold } from './visible';

/** One line, ready to be filtered, ordered and drawn. */
export interface Line {
	key: string;
	row: BotRow;
	state: BoardState;
	/** The last known state, where the line's own speaks of the checks. */
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

/** Derives a line. In an account that a person signed out of, nothing waits for them. */
export function lineOf(row: BotRow, now: number, signedOut = false): Line {
	const state = boardState(row, now);
	const before = known.get(row);
	const look = needsLook(state) && !signedOut && !row.archived;
	if (before?.state === state && before.needsLook === look) return before;
	const name = before?.name ?? nameOf(row);
	const line: Line = {
		key: before?.key ?? keyOf(row),
		row,
		state,
		was: wasState(row, state),
		needsLook: look,
		name,
		folded: before?.folded ?? fold(name),
	};
	known.set(row, line);
	return line;
}
