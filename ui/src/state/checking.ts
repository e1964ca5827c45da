// "Check now", and what came of it. During a pause nothing is asked of the app: it would wait.

import { call } from '../ipc/client';
import type { BotRef } from '../ipc/generated';
import { leftOutOf } from '../rules/leftOut';
import { checkBotWords, checkWords } from '../words/checking';
import { en } from '../words/en';
import { clockTime } from '../words/when';
import { board } from './board.svelte';
import { clock } from './clock.svelte';

function pausedWords(): string | null {
	const { until } = board.snapshot.pause;
	return until === null ? null : en.check.paused(clockTime(until, clock.now));
}

/** Checks all bots. Says what comes of it; a refusal is thrown. */
export async function checkAll(): Promise<string> {
	const paused = pausedWords();
	if (paused !== null) return paused;
	const reply = await call('check_all', {});
	return checkWords(reply, leftOutOf(reply.leftOut, board.lines, board.snapshot.accounts), (id) => board.account(id)?.name);
}

/** Checks one bot, likewise. */
export async function checkBot({ accountId, botId }: BotRef): Promise<string> {
	return pausedWords() ?? checkBotWords(await call('check_bot', { accountId, botId }));
}
