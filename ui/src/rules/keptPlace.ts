// A person's place in the window as text, and back. What cannot be read is no place.

import type { BotRef } from '../ipc/generated';
import { NO_FILTER, type Filter } from './filter';
import type { Order } from './order';

/** Screens, in the words of the place. */
const SCREENS = ['bots', 'history', 'alerts', 'accounts', 'settings'] as const;

/** What is found again. Forms are not: what was typed into them is not kept anywhere. */
export interface KeptPlace {
	screen: (typeof SCREENS)[number];
	bot: BotRef | null;
	job: number | null;
	origin: BotRef | null;
	accountId: string | null;
	filter: Filter;
	order: Order;
	active: string | null;
	scrollTop: number;
}

/** As text. */
export function keptPlace(place: KeptPlace): string {
	const { screen, bot, job, origin, accountId, filter, order, active, scrollTop } = place;
	return JSON.stringify({ screen, bot, job, origin, accountId, filter, order, active, scrollTop });
}

/** From text of this same version of the window. */
export function placeFrom(text: string): KeptPlace | null {
	try {
		const kept = JSON.parse(text) as Partial<KeptPlace> | null;
		if (!kept || !SCREENS.some((screen) => screen === kept.screen)) return null;
		return {
			screen: kept.screen as KeptPlace['screen'],
			bot: kept.bot ?? null,
			job: kept.job ?? null,
			origin: kept.origin ?? null,
			accountId: kept.accountId ?? null,
			filter: { ...NO_FILTER, ...kept.filter },
			order: kept.order ?? 'problems',
			active: kept.active ?? null,
			scrollTop: Number.isFinite(kept.scrollTop) ? (kept.scrollTop as number) : 0,
		};
	} catch {
		return null;
	}
}
