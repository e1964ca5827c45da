// Where the person is in the window, and where they were in the list.

import type { BotRef } from '../ipc/generated';
import { NO_FILTER, type Filter } from '../rules/filter';
import type { Order } from '../rules/order';

export type Screen = 'bots' | 'alerts' | 'history' | 'accounts' | 'settings';

class Place {
	screen = $state<Screen>('bots');
	/** The open bot, on the screen of bots. */
	bot = $state.raw<BotRef | null>(null);
	/** The open publish, on the screen of the history. */
	job = $state<number | null>(null);
	/** The bot from which it was opened, to go back to. */
	origin = $state.raw<BotRef | null>(null);
	/** The form for a new account is open. */
	connecting = $state(false);
	/** The account that the person was sent to. */
	accountId = $state<string | null>(null);
	/** Grows with each step: the heading of the new place takes the focus. */
	steps = $state(0);

	/** The list of bots as it was left. */
	filter = $state<Filter>({ ...NO_FILTER });
	order = $state<Order>('problems');
	active = $state<string | null>(null);
	scrollTop = 0;

	go(screen: Screen): void {
		this.screen = screen;
		this.bot = null;
		this.job = null;
		this.origin = null;
		this.connecting = false;
		this.accountId = null;
		this.steps += 1;
	}

	openBot(bot: BotRef): void {
		this.screen = 'bots';
		this.bot = { accountId: bot.accountId, botId: bot.botId };
		this.steps += 1;
	}

	closeBot(): void {
		this.bot = null;
	}

	openJob(job: number, origin: BotRef | null = null): void {
		this.screen = 'history';
		this.job = job;
		this.origin = origin;
		this.steps += 1;
	}

	/** Back to where the publish was opened. The list of the history takes the focus by itself. */
	closeJob(): void {
		const origin = this.origin;
		this.job = null;
		this.origin = null;
		if (origin) this.openBot(origin);
	}

	connect(): void {
		this.go('accounts');
		this.connecting = true;
	}

	/** The same screen shows another page. */
	arrive(): void {
		this.steps += 1;
	}

	openAccount(accountId: string): void {
		this.go('accounts');
		this.accountId = accountId;
	}
}

export const place = new Place();
