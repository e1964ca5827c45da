// Which publishes a person wants to see, as the filters of the history say it.

import type { BotRef, HistoryFilter, JobRow, PublishState, ResourceGroup } from '../ipc/generated';

export type StateChoice = 'all' | 'moving' | PublishState;
export type Span = 'ever' | 'today' | 'week' | 'month' | 'days';
/** Any parts, a failed one, one of a group, a failed one of a group. */
export type PartChoice = '' | 'failed' | `of:${ResourceGroup}` | `failed:${ResourceGroup}`;

export interface JobChoice {
	state: StateChoice;
	/** Empty for all. */
	accountId: string;
	bot: BotRef | null;
	/** Null for all, empty for the bots without one. */
	group: string | null;
	parts: PartChoice;
	/** Empty for all. */
	who: string;
	span: Span;
	/** `2026-03-01`, where the span is `days`; empty: no end on this side. */
	fromDay: string;
	toDay: string;
}

export const NO_CHOICE: JobChoice = { state: 'all', accountId: '', bot: null, group: null, parts: '', who: '', span: 'ever', fromDay: '', toDay: '' };

/** One filter in use. */
export type ChoiceName = 'state' | 'account' | 'bot' | 'group' | 'parts' | 'who' | 'time';

/** The filters in use, in the order in which they stand. */
export function inUse(choice: JobChoice): ChoiceName[] {
	const all: [ChoiceName, boolean][] = [
		['state', choice.state !== 'all'],
		['account', choice.accountId !== ''],
		['bot', choice.bot !== null],
		['group', choice.group !== null],
		['parts', choice.parts !== ''],
		['who', choice.who !== ''],
		['time', choice.span !== 'ever' && (choice.span !== 'days' || choice.fromDay !== '' || choice.toDay !== '')],
	];
	return all.filter(([, used]) => used).map(([name]) => name);
}

/** The choice without one of its filters. */
export function without(choice: JobChoice, name: ChoiceName): JobChoice {
	const { state, accountId, bot, group, parts, who, span, fromDay, toDay } = NO_CHOICE;
	const taken: Record<ChoiceName, Partial<JobChoice>> = {
		state: { state }, account: { accountId }, bot: { bot }, group: { group }, parts: { parts }, who: { who }, time: { span, fromDay, toDay },
	};
	return { ...choice, ...taken[name] };
}

function midnight(now: number, daysBack: number): number {
	const day = new Date(now);
	// Not by subtracting hours: a day of the change to summer time has 23 of them.
	return new Date(day.getFullYear(), day.getMonth(), day.getDate() - daysBack).getTime();
}

/** Before it no bot was published: such a year is one of which not all digits are typed. */
const FIRST_YEAR = 2000;

/** The day that a field holds, empty where it holds none; null for one that nobody can mean. */
export function typedDay(text: string): string | null {
	if (text === '') return '';
	const year = Number(/^(\d{4})-\d{2}-\d{2}$/.exec(text)?.[1] ?? 0);
	return year >= FIRST_YEAR ? text : null;
}

/** Midnight at the beginning of a typed day, or so many days later; null where none is typed. */
export function dayOf(text: string, later = 0): number | null {
	const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (!found) return null;
	return new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]) + later).getTime();
}

/** From when to when: the days are the person's own, the last one is meant with all its hours. */
export function timeOf(choice: JobChoice, now: number): { from: number | null; to: number | null } {
	switch (choice.span) {
		case 'ever': return { from: null, to: null };
		case 'today': return { from: midnight(now, 0), to: null };
		case 'week': return { from: midnight(now, 6), to: null };
		case 'month': return { from: midnight(now, 29), to: null };
		case 'days': return { from: dayOf(choice.fromDay), to: dayOf(choice.toDay, 1) };
	}
}

export function statesOf(choice: JobChoice): PublishState[] {
	if (choice.state === 'all') return [];
	return choice.state === 'moving' ? ['publishing', 'waiting'] : [choice.state];
}

/** What the history is asked for. */
export function filterOf(choice: JobChoice, now: number): HistoryFilter {
	const [kind, group] = choice.parts.split(':');
	return {
		accountId: choice.bot?.accountId ?? (choice.accountId === '' ? null : choice.accountId),
		botId: choice.bot?.botId ?? null,
		group: choice.group,
		states: statesOf(choice),
		partsFailed: kind === 'failed',
		partGroup: (group as ResourceGroup | undefined) ?? null,
		startedBy: choice.who === '' ? null : choice.who,
		...timeOf(choice, now),
	};
}

/** Whether a publish on the board belongs to the choice, as far as its line tells: which kinds of parts it has is not in it. */
export function belongs(choice: JobChoice, job: JobRow, group: string | null, now: number): boolean {
	const states = statesOf(choice);
	const { from, to } = timeOf(choice, now);
	return (
		(states.length === 0 || states.includes(job.state)) &&
		(choice.accountId === '' || choice.accountId === job.accountId) &&
		(choice.bot === null || (choice.bot.botId === job.botId && choice.bot.accountId === job.accountId)) &&
		(choice.group === null || choice.group === (group ?? '')) &&
		(choice.who === '' || choice.who === job.startedBy) &&
		(choice.parts === '' || (choice.parts === 'failed' && job.partsFailed > 0)) &&
		(from === null || job.requestedAt >= from) &&
		(to === null || job.requestedAt < to)
	);
}
