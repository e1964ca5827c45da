// What the list and the switches of alerts are made of.

import type { AlertChoice, AlertKind, AlertRule, AlertWhom, QuietView } from '../ipc/generated';
import type { BoardState } from './boardState';

/** All switches, as they are shown. */
export const RULES: readonly AlertRule[] = ['failed', 'worksAgain', 'stuck', 'cannotCheck', 'started', 'published'];

/** The switches that a bot or a group can have of its own: checking concerns whole accounts. */
export const RULES_OF_BOTS: readonly AlertRule[] = RULES.filter((rule) => rule !== 'cannotCheck');

export const EVERYONE: AlertWhom = { accountId: null, botId: null, group: null };

const MARKS: Record<AlertKind, BoardState> = {
	failed: 'failed',
	partsFailed: 'partsFailed',
	worksAgain: 'published',
	stuck: 'outdated',
	cannotCheck: 'cannotCheck',
	unreachable: 'cannotCheck',
	started: 'publishing',
	published: 'published',
};

/** The mark that stands before an alert. */
export function markOf(kind: AlertKind): BoardState {
	return MARKS[kind];
}

export function sameWhom(a: AlertWhom, b: AlertWhom): boolean {
	return a.accountId === b.accountId && a.botId === b.botId && a.group === b.group;
}

/** What was chosen for exactly these; null: nothing. */
export function chosen(choices: readonly AlertChoice[], whom: AlertWhom, rule: AlertRule): boolean | null {
	return choices.find((choice) => choice.rule === rule && sameWhom(choice.whom, whom))?.on ?? null;
}

/** What holds for all bots. */
export function forAll(choices: readonly AlertChoice[], usual: readonly AlertRule[], rule: AlertRule): boolean {
	return chosen(choices, EVERYONE, rule) ?? usual.includes(rule);
}

/** The bots that have choices of their own, each once. */
export function botsWithChoices(choices: readonly AlertChoice[]): AlertWhom[] {
	const bots: AlertWhom[] = [];
	for (const { whom } of choices) {
		if (whom.botId !== null && !bots.some((known) => sameWhom(known, whom))) bots.push(whom);
	}
	return bots;
}

/** Whether a while of quiet still lasts. */
export function lasts(quiet: QuietView | null, now: number): boolean {
	return quiet !== null && (quiet.until === null || now < quiet.until);
}
