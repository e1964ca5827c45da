// Made-up alerts: a list from the failed and recovered publishes, switches and quiet hours.

import type {
	AlertChoice, AlertSettings, AlertSummary, AlertView, BotRef, BotRow, Changes, Commands, Destination, JobRow, QuietView,
} from '../generated';

type Names =
	| 'alert_page' | 'see_alerts' | 'alert_settings' | 'choose_alert' | 'set_alerts_outside' | 'test_alert'
	| 'mute' | 'on_it' | 'end_quiet';
type Answers = { [Name in Names]: (request: Commands[Name]['request']) => Commands[Name]['answer'] };

interface Source {
	bots: BotRow[];
	jobs: JobRow[];
}

const HOUR = 3_600_000;
const LOOK = ['failed', 'partsFailed', 'stuck', 'cannotCheck', 'unreachable'];

function listOf({ jobs, bots }: Source, now: number, most: number): AlertView[] {
	const told = ['native', 'native', 'grouped', 'app', 'muted', 'onIt'] as const;
	const some = jobs.filter((job) => job.state === 'failed' && !job.beforeWatching).slice(0, 90);
	// ?alerts=120 for so many of them.
	const failed = Array.from({ length: Math.max(most, some.length) }, (_, at) => some[at % some.length]).filter((job) => job !== undefined);
	const alerts = failed.map((job, at): AlertView => ({
		alert: 0, kind: at % 9 === 5 ? 'worksAgain' : at % 7 === 4 ? 'stuck' : at % 5 === 3 ? 'partsFailed' : 'failed',
		accountId: job.accountId, accountName: null, botId: job.botId, botName: job.botName, job: job.job,
		partsFailed: job.partsFailed, stillFor: 31 * 60_000, failure: null, at: job.endedAt ?? job.requestedAt,
		told: told[at % told.length] ?? 'native', endedAt: null,
	}));
	const accountId = bots[0]?.accountId ?? null;
	if (alerts.length > 2) {
		const about = { botId: null, botName: null, job: null, partsFailed: 0, stillFor: null, alert: 0, told: 'native' } as const;
		alerts.push({ ...about, kind: 'cannotCheck', accountId, accountName: 'Group production', failure: 'server', at: now - 5 * HOUR, endedAt: now - 4 * HOUR });
		alerts.push({ ...about, kind: 'unreachable', accountId: null, accountName: null, failure: 'unreachable', at: now - 30 * HOUR, endedAt: now - 29 * HOUR });
	}
	alerts.sort((a, b) => b.at - a.at);
	return alerts.map((alert, at) => ({ ...alert, alert: alerts.length - at }));
}

export function alertAnswers(
	source: () => Source,
	find: (bot: BotRef) => BotRow,
	tell: (over: Partial<Changes>) => void,
	query: URLSearchParams,
): { answers: Answers; summary: () => AlertSummary; clicked: () => Destination } {
	const alerts = listOf(source(), Date.now(), Number(query.get('alerts') ?? 0));
	const newest = alerts[0]?.alert ?? 0;
	let seen = Math.max(0, newest - 6);
	let outside = true;
	let choices: AlertChoice[] = [];
	let quiets: QuietView[] = [];
	let number = 1;
	const system = (query.get('system') ?? 'shown') as AlertSettings['system'];
	const summary = (): AlertSummary => ({
		toLookAt: alerts.filter((one) => one.alert > seen && LOOK.includes(one.kind) && one.told !== 'muted' && one.told !== 'onIt').length,
		newest,
	});
	const same = (a: AlertChoice['whom'], b: AlertChoice['whom']) => a.botId === b.botId && a.accountId === b.accountId && a.group === b.group;
	const mark = () => {
		const rows = source().bots;
		for (const row of rows) {
			const own = quiets.filter(({ whom }) => whom.botId === row.botId || (whom.group !== null && whom.group === row.group));
			row.muted = own.find((one) => one.why === 'muted') ?? null;
			row.onIt = own.find((one) => one.why === 'onIt') ?? null;
		}
		tell({ bots: rows.slice(0, 500), alerts: summary() });
	};
	const quieten = (whom: QuietView['whom'], why: QuietView['why'], until: number | null) => {
		quiets = quiets.filter((one) => !(one.why === why && same(one.whom, whom)));
		quiets.push({ quiet: number++, whom, why, since: Date.now(), until });
		mark();
		return {};
	};

	const answers: Answers = {
		alert_page: ({ after, limit }) => {
			if (query.get('scenario') === 'unread') throw 'history';
			const rest = alerts.filter((one) => after === null || one.alert < after);
			const page = rest.slice(0, limit);
			return { alerts: page, next: rest.length > page.length ? (page.at(-1)?.alert ?? null) : null, seen };
		},
		see_alerts: ({ through }) => {
			seen = Math.max(seen, through);
			tell({ alerts: summary() });
			return {};
		},
		alert_settings: () => ({
			outside, system, choices, quiets, usual: ['failed', 'worksAgain', 'stuck', 'cannotCheck'],
			groups: [...new Set(source().bots.flatMap((row) => (row.group === null ? [] : [row.group])))].sort(),
		}),
		choose_alert: (choice) => {
			choices = choices.filter((one) => !(one.rule === choice.rule && same(one.whom, choice.whom)));
			if (choice.on !== null) choices.push(choice);
			return {};
		},
		set_alerts_outside: ({ on }) => {
			outside = on;
			return {};
		},
		test_alert: () => ({ taken: system !== 'nobody' && system !== 'blocked', system }),
		mute: ({ whom, length }) => {
			const tomorrow = new Date();
			tomorrow.setDate(tomorrow.getDate() + 1);
			tomorrow.setHours(8, 0, 0, 0);
			return quieten(whom, 'muted', { hour: Date.now() + HOUR, tomorrow: tomorrow.getTime(), untilItWorks: null }[length]);
		},
		on_it: (bot) => {
			find(bot);
			return quieten({ accountId: bot.accountId, botId: bot.botId, group: null }, 'onIt', Date.now() + 24 * HOUR);
		},
		end_quiet: ({ quiet }) => {
			quiets = quiets.filter((one) => one.quiet !== quiet);
			mark();
			return {};
		},
	};
	/** Where a click on the notification of the newest alert about a bot leads. */
	const clicked = (): Destination => {
		const first = alerts.find((one) => one.job !== null);
		if (!first?.accountId || !first.botId || first.job === null) return 'alerts';
		return { publish: { accountId: first.accountId, botId: first.botId, job: first.job } };
	};
	return { answers, summary, clicked };
}
