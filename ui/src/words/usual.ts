// What is usual for a bot, in words.

import type { Usual } from '../ipc/generated';
import type { Judged } from '../rules/usual';
import { count, number } from './count';
import { clockTime, roughly, took, within } from './when';

const range = (low: number, high: number) => `${took(low)} to ${took(high)}`;

export const usual = {
	title: 'Usually',
	/** What stands beside the duration. */
	took: ({ took, runs, needed }: Usual) =>
		took
			? `${range(took.low, took.high)}, by ${count(runs, 'good publish', 'good publishes')}`
			: `Not known yet: ${number(runs)} of ${count(needed, 'good publish', 'good publishes')} seen`,
	judged: { slower: 'Slower than usual', quicker: 'Quicker than usual', usual: '' } satisfies Record<Judged, string>,
	endTitle: 'Probably done',
	between: (from: number, by: number, now: number) => `between ${clockTime(from, now)} and ${clockTime(by, now)}`,
	by: (by: number, now: number) => `by ${clockTime(by, now)}`,
	noEstimate: 'No estimate: it has run longer than this bot usually takes',
	noEstimateYet: 'No estimate yet',
	stuck: (stillFor: number) => `Seems stuck: nothing new for ${roughly(stillFor)}.`,
	stuckWhy: ({ stuckAfter, stuckAfterLearned }: Usual) =>
		stuckAfterLearned
			? `Good publishes of this bot never paused for as long as ${within(stuckAfter)}. Look at it in the bot builder.`
			: `For this bot it is not known yet how long a good publish pauses; ${within(stuckAfter)} is the plain limit. Look at it in the bot builder.`,
};
