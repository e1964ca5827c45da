// Where somebody is led from outside the window, by what is known in it.

import type { BotRef, Destination } from '../ipc/generated';

/** What the board knows. */
export interface Known {
	line(bot: BotRef): { row: BotRef & { job: { job: number } | null } } | undefined;
	account(id: string): unknown;
}

/** A step to a place. */
export type Step = { screen: 'bots' | 'alerts' } | { bot: BotRef } | { job: number; origin: BotRef } | { accountId: string };

/** What is no longer there is still spoken of in the list of alerts. */
export function stepTo(destination: Destination, known: Known): Step {
	if (destination === 'board') return { screen: 'bots' };
	if (destination === 'alerts') return { screen: 'alerts' };
	if ('account' in destination) {
		const { accountId } = destination.account;
		return known.account(accountId) ? { accountId } : { screen: 'alerts' };
	}
	const { accountId, botId } = 'bot' in destination ? destination.bot : destination.publish;
	const line = known.line({ accountId, botId });
	if (!line) return { screen: 'alerts' };
	const bot = { accountId, botId };
	// A publish that is over and done, with another one after it, is in the history.
	const older = 'publish' in destination && line.row.job?.job !== destination.publish.job;
	return older ? { job: destination.publish.job, origin: bot } : { bot };
}
