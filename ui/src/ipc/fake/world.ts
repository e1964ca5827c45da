// Made-up accounts, bots and publishes in the types of the real ones.

import type {
	AccountView, Beside, BotRow, FailureView, JobDetail, JobRow, Notice, PersonView, PublishState, ResourceView, Usual,
} from '../generated';
import { dice } from './dice';
import { BOT_NAMES, DIALOGS, HOSTILE_NAMES } from './names';

export type Scenario = 'empty' | 'one' | 'thirty' | 'tenthousand' | 'hostile' | 'failing' | 'outdated' | 'unread' | 'quiet' | 'locked' | 'newer' | 'newerUnread';

export interface World {
	accounts: AccountView[];
	bots: BotRow[];
	jobs: JobRow[];
	notices: Notice[];
	people: PersonView[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function id(prefix: string, random: () => number): string {
	const hex = (digits: number) =>
		Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
	return `${prefix}-${hex(8)}-${hex(4)}-5${hex(3)}-a${hex(3)}-${hex(12)}`;
}

const peopleDice = dice(11);
const PEOPLE = Array.from({ length: 26 }, () => id('u', peopleDice));

/** Some people have names that were given by hand. */
export function namedPeople(): PersonView[] {
	return ['Ann Smith', 'Björn', 'Build server', 'Maximiliane von Hohenstein-Wittgenstein-Berleburg'].map((name, at) => ({ id: PEOPLE[at * 2] ?? '', name }));
}

function account(number: number, over: Partial<AccountView> = {}): AccountView {
	return {
		id: `account-${number}`,
		name: ['Group production', 'Germany', 'Sandbox'][number - 1] ?? `Account ${number}`,
		colour: (['blue', 'orange', 'none'] as const)[number - 1] ?? 'none',
		host: ['https://platform.kore.ai', 'https://de-platform.kore.ai', 'https://bots.kore.ai'][number - 1] ?? 'https://platform.kore.ai',
		clientId: `cs-8f3a1c2${number}-6a11-5c1f-9b0e-2d7f5a3c9e1${number}`,
		algorithm: 'hs256', secret: 'keychain', keychain: null, bots: 0, failure: null, usedMinute: 4, usedHour: 246, allowedHour: 600, moreBots: 60,
		...over,
	};
}

export function failure(kind: FailureView['kind'], now: number, retryIn: number | null, detail: string): FailureView {
	return { kind, since: now - 23 * MINUTE, retryAt: retryIn === null ? null : now + retryIn, detail };
}

function job(number: number, row: { accountId: string; botId: string; name: string | null }, state: PublishState, requestedAt: number, random: () => number): JobRow {
	const parts = 4 + Math.floor(random() * 14);
	const moving = state === 'publishing' || state === 'waiting';
	const duration = moving ? null : Math.round(1_300 + random() * random() * 260_000);
	const failed = state === 'failed' ? 1 + Math.floor(random() * 2) : 0;
	const percent = state === 'publishing' ? 12 + Math.floor(random() * 60) : state === 'waiting' ? 0 : state === 'failed' ? 70 : 100;
	return {
		job: number, accountId: row.accountId, botId: row.botId, botName: row.name, state,
		serverStatus: state === 'unknown' ? 'ON_HOLD' : null, awaitingApproval: false, percent, requestedAt,
		endedAt: duration === null ? null : requestedAt + duration, duration,
		startedBy: random() < 0.85 ? (PEOPLE[Number.parseInt(id('u', random).slice(2, 8), 16) % PEOPLE.length] ?? null) : null, parts,
		partsPublished: moving ? Math.floor((parts * percent) / 100) : parts - failed, partsFailed: failed,
		beforeWatching: false,
	};
}

export function build(scenario: Scenario, now: number): World {
	const world: World = { accounts: [], bots: [], jobs: [], notices: [], people: [] };
	if (scenario === 'locked') world.notices = ['historyNotOpened'];
	if (scenario === 'newerUnread') world.notices = ['historyNewerUnread'];
	if (scenario === 'empty' || world.notices.length > 0) return world;
	const random = dice(7);
	const wanted = { one: 1, tenthousand: 10_000, hostile: HOSTILE_NAMES.length, quiet: 12 }[scenario as string] ?? 30;
	world.accounts = scenario === 'one' || scenario === 'quiet' ? [account(1)] : [account(1), account(2), account(3, { usedHour: 12 })];
	let number = 1;
	for (let at = 0; at < wanted; at += 1) {
		const accountId = world.accounts[at % 7 === 3 ? world.accounts.length - 1 : at % 3 === 1 ? Math.min(1, world.accounts.length - 1) : 0]?.id ?? '';
		const base = BOT_NAMES[at % BOT_NAMES.length] ?? 'Bot';
		const name = scenario === 'hostile' ? (HOSTILE_NAMES[at] ?? null) : at % 11 === 8 ? null : at < BOT_NAMES.length ? base : `${base} ${Math.floor(at / BOT_NAMES.length) + 1}`;
		const row: BotRow = {
			accountId, botId: id('st', random), name, group: null, favourite: false, note: null, archived: false, job: null, lastCheckAt: now - Math.floor(random() * 5.5 * MINUTE),
			outdatedAt: now + 10 * MINUTE, nextCheckAt: now + Math.floor(20_000 + random() * 6 * MINUTE), pace: 'quiet', failure: null, watched: false, muted: null, onIt: null,
		};
		let state: PublishState = 'published';
		if (scenario !== 'one' && scenario !== 'quiet') {
			if (at % 13 === 4) state = 'failed';
			else if (at % 17 === 2) state = 'publishing';
			else if (at % 29 === 9) state = 'waiting';
			else if (at % 23 === 12) state = 'unknown';
		}
		let when = now - Math.floor(random() * random() * 12 * DAY) - 40_000;
		if (state === 'publishing' || state === 'waiting') {
			when = now - Math.floor(20_000 + random() * 2 * MINUTE);
			row.pace = 'moving';
			row.lastCheckAt = now - 3_000;
			row.nextCheckAt = now + 5_000;
		} else if (now - when < DAY) row.pace = 'lively';
		row.job = job(number, row, state, when, random);
		number += 1;
		if (state === 'published' && at % 19 === 6) row.job.awaitingApproval = true;
		if (state === 'published' && at % 31 === 14) {
			row.job.partsFailed = 1;
			row.job.partsPublished -= 1;
		}
		if (scenario === 'hostile') row.job = { ...row.job, startedBy: name, serverStatus: state === 'unknown' ? name : null };
		if (at % 27 === 20) row.job = null;
		if (at % 41 === 22) Object.assign(row, { job: null, lastCheckAt: null, outdatedAt: null });
		if (scenario === 'thirty' && at === 10) {
			row.failure = failure('unknown_bot', now, 6 * HOUR, 'HTTP 400: Invalid StreamId');
			row.pace = 'backingOff';
		}
		world.bots.push(row);
		if (row.job) {
			world.jobs.push(row.job);
			const past = scenario === 'tenthousand' ? 1 : 2 + Math.floor(random() * 12);
			let earlier = row.job.requestedAt;
			for (let back = 0; back < past; back += 1) {
				earlier -= Math.floor(HOUR + random() * 5 * DAY);
				const old = job(number, row, random() < 0.14 ? 'failed' : 'published', earlier, random);
				old.beforeWatching = back === past - 1;
				number += 1;
				world.jobs.push(old);
			}
		}
	}
	if (scenario === 'hostile') {
		const strangers = world.jobs.flatMap(({ startedBy }) => (startedBy === null ? [] : [startedBy]));
		world.people = HOSTILE_NAMES.slice(0, 8).map((name, at) => ({ id: strangers[at * 2] ?? '', name: name.slice(0, 120) }));
	}
	if (scenario === 'failing') fail(world, now);
	if (scenario === 'outdated' || scenario === 'newer') {
		for (const row of world.bots) {
			if (row.lastCheckAt === null) continue;
			row.lastCheckAt -= 3 * HOUR;
			row.outdatedAt = row.lastCheckAt + 6 * MINUTE;
			row.nextCheckAt = now - 1;
		}
		world.notices = scenario === 'newer' ? ['historyNewer'] : ['checkingStopped', 'historyDamaged'];
	}
	for (const one of world.accounts) one.bots = world.bots.filter((row) => row.accountId === one.id).length;
	world.jobs.sort((a, b) => b.requestedAt - a.requestedAt || b.job - a.job);
	return world;
}

function fail(world: World, now: number): void {
	const [first, second, third] = world.accounts;
	if (first) first.failure = failure('bad_credentials', now, null, 'HTTP 401, code 4002: Invalid SDK credentials');
	if (second) second.failure = failure('unreachable', now, 4 * MINUTE, 'connect: name de-platform.kore.ai not found');
	if (third) Object.assign(third, { secret: 'unavailable', keychain: 'locked' });
	const silent = failure('secret_unavailable', now, null, '');
	const kinds: FailureView['kind'][] = ['unknown_bot', 'server', 'too_large'];
	for (const [at, row] of world.bots.entries()) {
		const own = world.accounts.find((one) => one.id === row.accountId);
		row.failure = own?.failure ?? (third && own === third ? silent : at % 4 === 0 ? failure(kinds[at % 3] ?? 'server', now, HOUR, 'HTTP 503') : null);
		if (row.failure) row.pace = row.failure.retryAt === null ? 'stopped' : 'backingOff';
		if (own === first || own === third) row.nextCheckAt = null;
	}
	world.notices = ['historyNotWritten'];
}

const FIXED: [ResourceView['group'], string, string, string[]][] = [
	['naturalLanguage', 'NL', 'Natural Language', ['nl_model', 'settings']],
	['channels', 'CHANNELS', 'Channels', ['rtm', 'ivr']],
	['extensions', 'EXTENSIONS', 'Extensions', ['botkit', 'agent_transfer', 'websdk', 'events']],
	['settings', 'SETTINGS', 'Settings', ['general', 'bot_variables', 'pii', 'ivr', 'hold_resume', 'custom_script', 'advanced']],
	['newVersion', 'AUTOVERSIONING', 'Creating New Version', []],
];

function beside(row: JobRow): Beside | null {
	if (row.state !== 'failed' && row.partsFailed === 0) return null;
	const [failed, fine] = row.job % 3 === 0 ? [5, 1] : row.job % 3 === 1 ? [0, 4] : [1, 6];
	return { verdict: failed > fine ? 'likelyThePlatform' : failed === 0 ? 'onlyThisBot' : 'others', failed, fine, near: 15 * MINUTE };
}

/** Some bots have no five good publishes yet; some are slow this time. */
function usual(row: JobRow): Usual {
	const known = row.job % 4 !== 0;
	const middle = row.duration === null ? 4 * MINUTE : row.job % 7 === 3 ? row.duration / 3 : row.duration;
	return {
		runs: known ? 12 : row.job % 5, needed: 5,
		took: known ? { low: middle * 0.7, middle, high: middle * 1.6 } : null,
		ends: known && row.state === 'publishing' ? { from: row.requestedAt + middle * 0.7, by: Date.now() + 2 * MINUTE } : null,
		stuckAfter: known ? 12 * MINUTE : 30 * MINUTE, stuckAfterLearned: known,
	};
}

export function detail(row: JobRow, hostile: boolean): JobDetail {
	const random = dice(row.job);
	const total = row.job % 9 === 4 ? 214 : Math.max(4, row.parts);
	const resources: ResourceView[] = [];
	for (let at = 0; at < total - FIXED.length && total > FIXED.length; at += 1) {
		const base = DIALOGS[at % DIALOGS.length] ?? 'Dialog';
		resources.push({
			group: 'tasksAndDialogs', id: id('dg', random), kind: at % 6 === 5 ? 'knowledge' : 'dialog',
			name: hostile ? (HOSTILE_NAMES[at % HOSTILE_NAMES.length] ?? null) : at < DIALOGS.length ? base : `${base} ${at}`,
			state: 'published', serverStatus: 'SUCCESS', awaitingApproval: row.awaitingApproval && at < 2, modules: [], beganAt: null, endedAt: null,
		});
	}
	for (const [group, kind, name, modules] of FIXED) {
		resources.push({ group, id: kind, kind, name, state: 'published', serverStatus: 'SUCCESS', awaitingApproval: false, modules, beganAt: null, endedAt: null });
	}
	if (hostile) resources.push({ group: 'other', id: 'x', kind: 'NEW_KIND', name: null, state: 'unknown', serverStatus: 'PAR\u202ETIAL', awaitingApproval: false, modules: ['<b>bold</b>'], beganAt: null, endedAt: null });
	for (let at = 0; at < row.partsFailed; at += 1) {
		const part = resources[(at * 5 + 1) % resources.length];
		if (part) Object.assign(part, { state: 'failed', serverStatus: 'FAILED' });
	}
	if (row.state === 'publishing' || row.state === 'waiting') {
		const done = Math.floor((resources.length * (row.percent ?? 0)) / 100);
		for (const [at, part] of resources.entries()) {
			if (at >= done) Object.assign(part, { state: at === done && row.state === 'publishing' ? 'publishing' : 'waiting', serverStatus: 'PENDING' });
		}
	}
	const seen = row.state === 'publishing' || row.job % 5 !== 0;
	for (const [at, part] of resources.entries()) {
		const over = part.state === 'published' || part.state === 'failed';
		const begin = row.requestedAt + (at % 4) * 4_000;
		if (seen && (over || part.state === 'publishing')) Object.assign(part, { beganAt: at === 0 ? null : begin, endedAt: over ? begin + 5_000 + (at % 7) * 3_000 : null });
	}
	const progress = [row.requestedAt + 500, row.requestedAt + 40_000].map((at) => ({ at, percent: row.percent, partsPublished: row.partsPublished, partsFailed: row.partsFailed }));
	return {
		row: { ...row, parts: resources.length, partsPublished: resources.filter((part) => part.state === 'published').length },
		jobId: id('ds', random), startedAt: row.requestedAt + 97,
		versionComment: hostile ? '\u202Ecomment <b>' : row.job % 3 === 0 ? 'New opening hours for the holidays' : null,
		resources, progress: seen ? progress : [], usual: usual(row), beside: beside(row),
	};
}
