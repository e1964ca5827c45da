// The list of publishes.

import type { HistorySort } from '../ipc/generated';
import { count, number } from './count';

const columns: Record<HistorySort, string> = {
	bot: 'Bot',
	state: 'State',
	requested: 'Asked for',
	duration: 'Took',
	startedBy: 'Started by',
	account: 'Account',
};

/** The order that a column stands for, falling and rising. */
const orders: Record<HistorySort, [string, string]> = {
	requested: ['Newest first', 'Oldest first'],
	duration: ['Longest first', 'Shortest first'],
	bot: ['Bot, Z to A', 'Bot, A to Z'],
	account: ['Account, Z to A', 'Account, A to Z'],
	state: ['Published first', 'Failed first'],
	startedBy: ['Started by, Z to A', 'Started by, A to Z'],
};

const spans = {
	ever: 'Any time',
	today: 'Today',
	week: 'Last 7 days',
	month: 'Last 30 days',
	days: 'From day to day',
};

export const history = {
	title: 'History',
	lead: 'Every publish that this app has seen.',
	table: 'Publishes',
	filters: 'Filter the publishes',
	state: 'State',
	account: 'Account',
	bot: 'Bot',
	group: 'Group',
	parts: 'Parts',
	who: 'Started by',
	time: 'Time',
	order: 'Order',
	fromDay: 'From',
	toDay: 'To',
	anyDay: 'Any day',
	anyBot: 'All bots',
	anyParts: 'Any parts',
	anyone: 'Anyone',
	failedPart: 'A part failed',
	withPart: 'With a part of',
	failedIn: 'With a failed part of',
	partOf: (group: string) => `With: ${group}`,
	failedPartOf: (group: string) => `Failed in: ${group}`,
	spans,
	columns,
	orders,
	partsColumn: 'Parts',
	sortedBy: (order: string) => `Sorted: ${order}.`,
	/** A line between two publishes: one gap, or several from the first to the last. */
	gaps: (value: number, when: string) => (value === 1 ? `Not watched ${when}` : `Not watched ${number(value)} times, ${when}`),
	between: (from: string, to: string) => `${from} – ${to}`,
	since: (day: string) => `From ${day}`,
	until: (day: string) => `To ${day}`,
	more: 'Show more',
	newer: (value: number) => `Show ${count(value, 'newer publish', 'newer publishes')}`,
	shown: (value: number) => `${count(value, 'publish', 'publishes')} shown`,
	shownOf: (value: number, all: number) => `${number(value)} of ${count(all, 'publish', 'publishes')} shown`,
	shownOfMany: (value: number, all: number) => `${number(value)} of more than ${number(all)} publishes shown`,
	active: 'Filters in use',
	drop: (chip: string) => `Remove this filter: ${chip}`,
	clear: 'Show all publishes',
	anyTime: 'Show any time',
	noneTitle: 'No publishes yet',
	noneText: 'As soon as a check finds a publish, it is kept here.',
	noneAction: 'Go to the bots',
	filteredTitle: 'No publish matches',
	filteredText: 'The filters hide every publish. Remove one of them, or show all.',
	quietTitle: 'Nothing is publishing at present',
	quietText: 'As soon as a publish begins, it appears here.',
	timeTitle: 'Nothing in this time',
	timeText: (gaps: boolean) => (gaps ? 'No publish is known of the time that you chose, but nobody watched for a part of it.' : 'No publish was asked for in the time that you chose.'),
	unreadTitle: 'The history could not be read',
	partsOf: (done: number, all: number) => (all === 0 ? '–' : `${number(done)} of ${number(all)}`),
	moving: 'Publishing or waiting',
	noSuchBot: 'No watched bot has this name or ID.',
	dayUnread: 'This is no whole date yet, or one before the year 2000. It filters nothing.',
	dayOrder: 'The first day is after the last one.',
};
