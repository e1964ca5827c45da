// What other bots did while a publish failed, in words.

import type { Beside, FailedWith } from '../ipc/generated';
import { count, form, number } from './count';
import { within } from './when';

const others = (value: number) => count(value, 'other bot of this host', 'other bots of this host');

const verdicts: Record<FailedWith, (beside: Beside) => string> = {
	onlyThisBot: ({ fine, near }) => `Only this bot failed: ${others(fine)} published fine within ${within(near)} of it.`,
	others: ({ failed, fine, near }) =>
		`${others(failed)} failed too within ${within(near)} of it${fine > 0 ? `, and ${number(fine)} published fine` : ''}.`,
	likelyThePlatform: ({ failed, fine, near }) =>
		`${others(failed)} failed too within ${within(near)} of it${fine > 0 ? `, and only ${number(fine)} ${form(fine, 'was', 'were')} fine` : ''}. It is likely the platform, not this bot.`,
	nobodyElse: () => '',
};

/** Empty where nothing can be said. */
export function besideWords(beside: Beside | null): string {
	return beside ? verdicts[beside.verdict](beside) : '';
}
