// The history of the pretend app: filtered, ordered and paged as the real one is.

import type { Commands, Gap, HistoryCursor, HistoryFilter, HistorySort, JobRow, PublishState, ResourceGroup } from '../generated';
import { localDate } from '../../rules/calendar';
import { detail, type Scenario, type World } from './world';

const MOST = 10_000;
const DAY = 86_400_000;
const STATES: readonly PublishState[] = ['failed', 'unknown', 'publishing', 'waiting', 'published'];
const GROUPS: ResourceGroup[] = ['tasksAndDialogs', 'naturalLanguage', 'channels', 'extensions', 'settings', 'newVersion'];

type Answers = { [Name in 'history_page' | 'history_choices' | 'overview']: (request: Commands[Name]['request']) => Commands[Name]['answer'] };

/** The days before two months ago, and three later ones. */
function notWatched(from: number, now: number): string[] {
	const dates: string[] = [];
	for (const day = new Date(from); day.getTime() < now; day.setDate(day.getDate() + 1)) {
		const ago = Math.floor((now - day.getTime()) / DAY);
		if (ago > 60 || [9, 10, 23].includes(ago)) dates.push(localDate(day.getTime()));
	}
	return dates;
}

/** A night of each week; ordered by time each is on one page. */
function gapsOf(filter: HistoryFilter, page: readonly JobRow[], after: HistoryCursor | null, more: boolean, descending: boolean): Gap[] {
	const now = Date.now();
	const begin = after?.requestedAt;
	const end = more ? page.at(-1)?.requestedAt : undefined;
	const [older, newer] = descending ? [end, begin] : [begin, end];
	const [lo, hi] = [older ?? filter.from ?? 0, newer ?? filter.to ?? now];
	return Array.from({ length: 8 }, (_, week): Gap => ({ from: now - (7 * week + 2) * DAY, to: now - (7 * week + 1.6) * DAY, why: ['closed'] })).filter((gap) => lo < gap.to && gap.to <= hi);
}

export function historyAnswers(world: () => World, scenario: Scenario): Answers {
	const fits = (filter: HistoryFilter, job: JobRow): boolean => {
		const row = world().bots.find((one) => one.accountId === job.accountId && one.botId === job.botId);
		const parts = () => detail(job, scenario === 'hostile').resources;
		return (
			(filter.accountId === null || job.accountId === filter.accountId) &&
			(filter.botId === null || job.botId === filter.botId) &&
			(filter.group === null || (row?.group ?? '') === filter.group) &&
			(filter.states.length === 0 || filter.states.includes(job.state)) &&
			(filter.startedBy === null || job.startedBy === filter.startedBy) &&
			(filter.from === null || job.requestedAt >= filter.from) &&
			(filter.to === null || job.requestedAt < filter.to) &&
			(!filter.partsFailed || job.partsFailed > 0) &&
			(filter.partGroup === null || parts().some((part) => part.group === filter.partGroup && (!filter.partsFailed || part.state === 'failed')))
		);
	};
	/** What a line is ordered by; null comes last in both directions. */
	const key = (sort: HistorySort, job: JobRow): number | string | null => {
		const account = world().accounts.find((one) => one.id === job.accountId)?.name ?? '';
		const bot = (job.botName ?? job.botId).toLowerCase();
		const keys: Record<HistorySort, number | string | null> = {
			requested: job.requestedAt, duration: job.duration, bot, account: `${account.toLowerCase()}\u0000${bot}`,
			state: STATES.indexOf(job.state), startedBy: job.startedBy,
		};
		return keys[sort];
	};
	return {
		history_choices: () => {
			if (scenario === 'unread') throw 'history';
			const people = new Set(world().jobs.map((job) => job.startedBy).filter((who) => who !== null));
			return { people: [...people].sort().slice(0, 500), partGroups: world().jobs.length > 0 ? GROUPS : [] };
		},
		overview: ({ accountId, from, to }) => {
			if (scenario === 'unread') throw 'history';
			const now = Date.now();
			const jobs = world().jobs.filter((job) => (accountId === null || job.accountId === accountId) && job.requestedAt >= from && job.requestedAt < to);
			const isBad = (job: JobRow) => job.state === 'failed' || job.partsFailed > 0;
			const isGood = (job: JobRow) => job.state === 'published' && job.partsFailed === 0;
			const days = new Map<string, { date: string; good: number; failed: number }>();
			const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
			const people = new Map<string | null, { id: string | null; publishes: number; failed: number }>();
			for (const job of jobs) {
				const at = new Date(job.requestedAt);
				const date = localDate(job.requestedAt);
				const day = days.get(date) ?? { date, good: 0, failed: 0 };
				day[isBad(job) ? 'failed' : 'good'] += 1;
				days.set(date, day);
				const row = hours[(at.getDay() + 6) % 7] ?? [];
				row[at.getHours()] = (row[at.getHours()] ?? 0) + 1;
				const person = people.get(job.startedBy) ?? { id: job.startedBy, publishes: 0, failed: 0 };
				person.publishes += 1;
				person.failed += isBad(job) ? 1 : 0;
				people.set(job.startedBy, person);
			}
			const failed = jobs.filter(isBad).length;
			const good = jobs.filter(isGood).length;
			return {
				good, failed, other: jobs.length - good - failed, fixes: failed > 2 ? failed - 2 : failed, meanFix: failed > 0 ? 95 * 60_000 : null, medianFix: failed > 0 ? 40 * 60_000 : null,
				broken: failed > 2 ? 2 : 0, days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), hours,
				people: [...people.values()].sort((a, b) => b.publishes - a.publishes).slice(0, 20), morePeople: Math.max(0, people.size - 20),
				unwatchedPermille: 37,
				// Watched for two months, but for three days.
				since: from < now - 60 * DAY ? now - 60 * DAY : null,
				unwatchedDays: notWatched(from, now),
			};
		},
		history_page: ({ filter, sort, descending, after, limit }) => {
			if (scenario === 'unread') throw 'history';
			const found = world().jobs.filter((job) => fits(filter, job)).map((job) => ({ job, key: key(sort, job) }));
			const way = descending ? -1 : 1;
			found.sort((a, b) => {
				if (a.key !== b.key) {
					if (a.key === null) return 1;
					if (b.key === null) return -1;
					return (a.key < b.key ? -1 : 1) * way;
				}
				return (b.job.requestedAt - a.job.requestedAt || b.job.job - a.job.job) * (sort === 'requested' ? -way : 1);
			});
			const from = after === null ? 0 : found.findIndex(({ job }) => job.job === after.job) + 1;
			const page = found.slice(from, from + limit).map(({ job }) => job);
			const last = page.at(-1);
			const more = from + limit < found.length;
			return {
				jobs: page,
				next: last && more ? { requestedAt: last.requestedAt, job: last.job, duration: last.duration, words: [] } : null,
				gaps: sort === 'requested' ? gapsOf(filter, page, after, more, descending) : [],
				about: after === null ? { jobs: Math.min(found.length, MOST), more: found.length > MOST } : null,
			};
		},
	};
}
