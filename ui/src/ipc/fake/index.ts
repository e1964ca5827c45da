// A pretend app behind the window, for looking at it in a plain browser:
// ?scenario=empty|one|thirty|tenthousand|hostile|failing|outdated|unread|quiet, &still to stop time.

import { isProblem } from '../../rules/notes';
import type { Backend } from '../client';
import type { AccountView, Appearance, BotName, BotRow, Changes, Commands, ConnectionReport, FieldNote, FormReply, HistoryRoom, JobRow, Mode, Pause, Presence } from '../generated';
import { alertAnswers } from './alerts';
import { botPieces, previewBots } from './bots';
import { changeLogAnswers } from './changeLog';
import { fileAnswers, pretendFile } from './files';
import { exportAnswers } from './export';
import { findBots, networkAnswers, testConnection } from './connection';
import { accountNotes, botNotes, hostNotes, secretNotes } from './form';
import { historyAnswers } from './history';
import { keptSetup } from './setup';
import { compared } from './compared';
import { HOSTILE_NAMES } from './names';
import { build, detail, namedPeople, type Scenario, type World } from './world';

const query = new URLSearchParams(location.search);
const scenario = (query.get('scenario') ?? 'thirty') as Scenario;

type Answers = { [Name in keyof Commands]: (request: Commands[Name]['request']) => Commands[Name]['answer'] | Promise<Commands[Name]['answer']> };

export function fake(): Backend {
	const own: World = build(scenario, Date.now());
	if (query.has('named')) own.people = namedPeople();
	// An account whose bots are still to be chosen.
	if (query.has('bare')) Object.assign(own, { bots: [], jobs: [], accounts: own.accounts.map((one) => ({ ...one, bots: 0 })) });
	let world = own;
	let mode: Mode = 'own';
	let seq = 1;
	let pause: Pause = { until: null };
	let beside: Presence = { closing: 'tray', tray: !query.has('notray'), trayFirst: 'worst', atLogin: 'off' };
	let hear: (changes: Changes) => void = () => {};
	let appearance: Appearance = {
		theme: (query.get('theme') ?? 'system') as Appearance['theme'],
		density: (query.get('density') ?? 'comfortable') as Appearance['density'],
	};

	const pretendCopies = [1, 2, 3].map((days) => ({ at: Date.now() - days * 86_400_000, bytes: 4_812_800 - days * 90_000 }));
	let room: HistoryRoom = { bytes: 4_812_800, unusedBytes: 0, publishes: own.jobs.length, keptSince: null, keep: 'everything' };
	const older = Math.floor(own.jobs.length / 3);
	let left = 0;
	let kept = keptSetup(query, own.accounts[0]?.id ?? null);

	const tell = (over: Partial<Changes>) => {
		seq += 1;
		hear(structuredClone({ seq, bots: [], accounts: null, notices: null, alerts: null, resync: false, pause: null, go: null, presence: null, exported: null, ...over }));
	};
	const find = (bot: { accountId: string; botId: string }): BotRow => {
		const row = world.bots.find((one) => one.accountId === bot.accountId && one.botId === bot.botId);
		if (!row) throw 'gone';
		return row;
	};
	const ownAccount = (request: { accountId: string }): AccountView => {
		const account = world.accounts.find((one) => one.id === request.accountId);
		if (!account) throw 'gone';
		return account;
	};
	const jobsOf = (row: BotRow) => world.jobs.filter((one) => one.botId === row.botId);
	const reply = (outcome: FormReply['outcome'], notes: FieldNote[] = [], over: Partial<FormReply> = {}): FormReply => ({
		outcome, notes: notes.sort((a, b) => Number(isProblem(b.note)) - Number(isProblem(a.note))), accountId: null, added: 0, keychain: null, ...over,
	});
	const judged = (notes: FieldNote[]) => reply(notes.some((one) => isProblem(one.note)) ? 'refused' : 'ready', notes);
	const addBots = (accountId: string, text: string, names: readonly BotName[] = []): number => {
		const fresh = botPieces(text).filter((one) => one.id !== null && !world.bots.some((row) => row.botId === one.id));
		for (const { id: botId, name, group } of fresh) {
			if (botId === null || world.bots.some((row) => row.botId === botId)) continue;
			world.bots.push({ accountId, botId, name: name ?? names.find((one) => one.botId === botId)?.name ?? null, group, favourite: false, note: null, archived: false, job: null, lastCheckAt: null, outdatedAt: null, nextCheckAt: Date.now() + 2000, pace: 'lively', failure: null, watched: false, muted: null, onIt: null });
		}
		const account = world.accounts.find((one) => one.id === accountId);
		if (account) account.bots += fresh.length;
		return fresh.length;
	};
	const checked = (row: BotRow) => {
		if (row.failure) return;
		Object.assign(row, { lastCheckAt: Date.now(), outdatedAt: Date.now() + 15 * 60_000, nextCheckAt: Date.now() + 60_000 });
		tell({ bots: [row] });
	};

	const logs = changeLogAnswers(() => world, query, scenario === 'hostile' ? HOSTILE_NAMES[5] ?? null : null);
	const alerts = alertAnswers(() => world, find, tell, query);
	const answers: Answers = {
		...alerts.answers,
		snapshot: async () => {
			if (query.has('opening')) await new Promise((done) => setTimeout(done, 4_000));
			if (scenario === 'unread') throw 'history';
			return { mode, seq, accounts: world.accounts, bots: world.bots, notices: world.notices, alerts: alerts.summary(), pause, people: world.people };
		},
		...logs.answers,
		bot: (request) => {
			const row = find(request);
			const own = jobsOf(row);
			// ?goeson for a bot of which not all publishes are shown.
			const history = own.slice(0, query.has('goeson') ? 5 : 50);
			const first = history[1];
			return {
				row, job: row.job ? detail(row.job, scenario === 'hostile') : null, history, historyGoesOn: own.length > history.length,
				gaps: first ? [{ from: first.requestedAt + 3_600_000, to: first.requestedAt + 3_600_000 * 3.6, why: ['closed'] }] : [],
				logged: logs.logged(row.botId),
				logInPart: logs.inPart(row.botId),
			};
		},
		job: (request) => {
			const row = world.jobs.find((one) => one.job === request.job);
			if (!row) throw 'gone';
			return detail(row, scenario === 'hostile');
		},
		compare_job: (request) => {
			const row = world.jobs.find((one) => one.job === request.job);
			if (!row) throw 'gone';
			return compared(row, world.jobs, scenario === 'hostile');
		},
		...historyAnswers(() => world, scenario),
		...exportAnswers(() => world, tell, query),
		preview_account: (request) => judged(accountNotes(request)),
		add_account: (request) => {
			const notes = accountNotes(request);
			if (notes.some((one) => isProblem(one.note))) return reply('refused', notes);
			if (query.has('nokeychain') && !request.keepInMemory) return reply('keychainRefused', notes, { keychain: 'locked' });
			const id = `account-${world.accounts.length + 1}-${seq}`;
			const host = new URL(request.host.includes('://') ? request.host : `https://${request.host}`);
			world.accounts.push({
				id, name: request.name.trim() || host.hostname, colour: 'none', host: host.origin, clientId: request.clientId.trim(),
				algorithm: request.algorithm, secret: request.keepInMemory ? 'memory' : 'keychain', keychain: null, bots: 0, failure: null, usedMinute: 0, usedHour: 0, allowedHour: 600, moreBots: 60,
			});
			const added = addBots(id, request.botIds);
			tell({ resync: true });
			return reply('saved', notes, { accountId: id, added });
		},
		change_account: (request) => {
			const account = ownAccount(request);
			Object.assign(account, { name: request.name.trim() || new URL(account.host).hostname, colour: request.colour });
			tell({ accounts: world.accounts });
			return {};
		},
		preview_host: (request) => judged(hostNotes(request.host)),
		change_host: (request) => {
			const notes = hostNotes(request.host);
			if (notes.some((one) => isProblem(one.note))) return reply('refused', notes);
			const account = ownAccount(request);
			account.host = new URL(request.host.includes('://') ? request.host : `https://${request.host}`).origin;
			tell({ accounts: world.accounts });
			return reply('saved', notes, { accountId: account.id });
		},
		sign_out: (request) => {
			const account = ownAccount(request);
			const keychain = query.has('nokeychain') ? 'locked' : null;
			Object.assign(account, { secret: 'signedOut', keychain, failure: null });
			for (const row of world.bots) if (row.accountId === account.id) Object.assign(row, { failure: null, pace: 'stopped', nextCheckAt: null });
			tell({ resync: true });
			return { keychain };
		},
		remove_account: (request) => {
			world.accounts = world.accounts.filter((one) => one.id !== request.accountId);
			world.bots = world.bots.filter((one) => one.accountId !== request.accountId);
			world.jobs = world.jobs.filter((one) => one.accountId !== request.accountId);
			tell({ resync: true });
			return { keychain: query.has('nokeychain') ? 'locked' : null };
		},
		give_secret: (request) => {
			const notes = secretNotes(request.secret);
			if (notes.some((one) => isProblem(one.note))) return reply('refused', notes);
			if (query.has('nokeychain') && !request.keepInMemory) return reply('keychainRefused', notes, { keychain: 'locked' });
			const account = world.accounts.find((one) => one.id === request.accountId);
			if (account) Object.assign(account, { secret: request.keepInMemory ? 'memory' : 'keychain', keychain: null, failure: null });
			for (const row of world.bots) if (row.accountId === request.accountId && !row.archived) Object.assign(row, { failure: null, pace: 'lively', nextCheckAt: Date.now() + 2000 });
			tell({ resync: true });
			return reply('saved', notes, { accountId: request.accountId });
		},
		retry_keychain: (request) => {
			const account = world.accounts.find((one) => one.id === request.accountId);
			if (account) Object.assign(account, { secret: 'keychain', keychain: null });
			for (const row of world.bots) if (row.accountId === request.accountId) row.failure = null;
			tell({ resync: true });
			return {};
		},
		add_bots: (request) => {
			const notes = botNotes(request.botIds, true).filter((one) => !request.leaveOut || one.note !== 'botIdUnreadable');
			if (notes.some((one) => isProblem(one.note))) return reply('refused', notes);
			const added = addBots(request.accountId, request.botIds, request.names);
			tell({ resync: true });
			return reply('saved', notes, { accountId: request.accountId, added });
		},
		export_setup_file: () => ({ text: JSON.stringify({ format: 'publish-monitor-setup', version: 1, accounts: world.accounts.map(({ name, host, clientId }) => ({ name, host, client_id: clientId })) }, null, 2) }),
		...fileAnswers(query),
		preview_setup_file: (request) => pretendFile(request.text),
		import_setup_file: (request) => {
			const told = pretendFile(request.text);
			for (const one of told.accounts) {
				world.accounts.push({
					id: 'taken-in', name: one.name, colour: 'none', host: one.host, clientId: one.clientId, algorithm: 'hs256',
					secret: 'awaited', keychain: null, bots: one.fresh, failure: null, usedMinute: 0, usedHour: 0, allowedHour: 600, moreBots: 60,
				});
			}
			tell({ resync: true });
			return told;
		},
		preview_bots: (request) => previewBots(request.botIds, world.bots.filter((row) => row.accountId === request.accountId)),
		change_bot: (request) => {
			const row = find(request);
			const kept = (typed: string) => (typed.trim() === '' ? null : typed.trim());
			if (request.name !== null) {
				row.name = kept(request.name);
				for (const one of jobsOf(row)) one.botName = row.name;
			}
			if (request.group !== null) row.group = kept(request.group);
			if (request.note !== null) row.note = kept(request.note);
			if (request.favourite !== null) row.favourite = request.favourite;
			tell({ bots: [row] });
			return {};
		},
		archive_bot: (request) => {
			const row = find(request);
			row.archived = request.archived;
			Object.assign(row, request.archived ? { nextCheckAt: null, outdatedAt: null, failure: null, pace: 'stopped' } : { nextCheckAt: Date.now() + 2000, pace: 'lively' });
			const account = world.accounts.find((one) => one.id === row.accountId);
			if (account) account.bots += request.archived ? -1 : 1;
			tell({ bots: [row], accounts: world.accounts });
			return {};
		},
		remove_bot: (request) => {
			const row = find(request);
			world.bots = world.bots.filter((one) => one !== row);
			const account = world.accounts.find((one) => one.id === row.accountId);
			if (account) account.bots -= 1;
			tell({ resync: true });
			return {};
		},
		name_person: (request) => {
			if (query.has('refuse')) throw 'history';
			world.people = world.people.filter((one) => one.id !== request.id);
			if (request.name.trim() !== '') world.people.push({ id: request.id, name: request.name.trim() });
			tell({ resync: true });
			return {};
		},
		check_bot: (request) => {
			const row = find(request);
			if (row.pace === 'stopped') return { planned: 0, leftOut: 1, leftHour: 720 };
			setTimeout(() => checked(row), 900);
			return { planned: 1, leftOut: 0, leftHour: 720 };
		},
		check_all: () => {
			const meant = world.bots.filter((row) => !row.archived);
			const able = meant.filter((row) => row.pace !== 'stopped');
			setTimeout(() => able.forEach(checked), 900);
			return { planned: able.length, leftOut: meant.length - able.length, leftHour: 720 };
		},
		setup_progress: () => kept,
		keep_setup_progress: (request) => {
			kept = request;
			return {};
		},
		watch_bot: (request) => {
			const row = find(request);
			Object.assign(row, { watched: true, pace: 'watched' });
			tell({ bots: [row] });
			return {};
		},
		unwatch_bot: (request) => {
			const row = find(request);
			Object.assign(row, { watched: false, pace: 'lively' });
			tell({ bots: [row] });
			return {};
		},
		looking_at: () => ({}),
		test_connection: (request) => testConnection(request, query) as ConnectionReport,
		find_bots: (request) => findBots(request, world, query),
		...networkAnswers(query),
		presence: () => beside,
		set_presence: (request) => (beside = { ...beside, ...request }),
		set_at_login: (request) => (beside = { ...beside, atLogin: request.on ? 'on' : 'off' }),
		arrival: () => ({ kept: null, destination: query.has('called') ? alerts.clicked() : null }),
		keep_place: () => ({}),
		pause: (request) => {
			pause = { until: Date.now() + (request.pauseFor === 'halfHour' ? 30 : request.pauseFor === 'hour' ? 60 : 900) * 60_000 };
			tell({ pause });
			return pause;
		},
		unpause: () => {
			pause = { until: null };
			tell({ pause });
			return pause;
		},
		enter_samples: () => {
			mode = 'samples';
			world = build('thirty', Date.now());
			tell({ resync: true });
			return {};
		},
		leave_samples: () => {
			mode = 'own';
			world = own;
			tell({ resync: true });
			return {};
		},
		appearance: () => appearance,
		set_appearance: (request) => {
			appearance = request;
			return {};
		},
		history_copies: () => ({ copies: scenario === 'empty' ? [] : pretendCopies }),
		use_copy: (request) => {
			if (!pretendCopies.some((copy) => copy.at === request.at)) throw 'gone';
			room = { bytes: 4_722_800, unusedBytes: 0, publishes: own.jobs.length - 12, keptSince: null, keep: 'everything' };
			left = 0;
			tell({ resync: true });
			return {};
		},
		history_room: () => {
			const now = room;
			// It is removed little by little: one look later there are fewer.
			const gone = Math.min(left, Math.ceil(older / 2.5));
			left -= gone;
			room = { ...room, publishes: room.publishes - gone, unusedBytes: room.unusedBytes + gone * 1_000 };
			return now;
		},
		preview_keep: ({ keep }) => {
			if (keep === room.keep) return { before: Date.now(), publishes: left, bytes: left * 1_000 };
			const before = keep === 'everything' || scenario === 'empty' ? null : Date.now() - 365 * 86_400_000;
			return { before, publishes: before === null ? 0 : older, bytes: before === null ? 0 : 1_300_000 };
		},
		set_keep: ({ keep }) => {
			left = keep === 'everything' || scenario === 'empty' ? 0 : older;
			room = { ...room, keep, keptSince: keep === 'everything' ? room.keptSince : Date.now() - 365 * 86_400_000 };
			return {};
		},
		compact_history: () => {
			room = { ...room, bytes: room.bytes - room.unusedBytes, unusedBytes: 0 };
			return room;
		},
		about: () => ({ version: '0.1.0', dataDir: '/home/ada/.local/share/publish-monitor', historyBytes: room.bytes, jobs: room.publishes }),
	};

	if (!query.has('still')) setInterval(() => move(world, tell), 1200);
	if (query.get('mode') === 'samples') answers.enter_samples({});

	return {
		async call(name, request) {
			await new Promise((done) => setTimeout(done, 20));
			return structuredClone(await answers[name](request as never)) as never;
		},
		async subscribe(listener) {
			hear = listener;
		},
	};
}

/** Moves what is publishing a step on, and ends it. */
function move(world: World, tell: (over: Partial<Changes>) => void): void {
	const moved: BotRow[] = [];
	for (const row of world.bots) {
		const job: JobRow | null = row.job;
		if (job?.state !== 'publishing' || row.failure) continue;
		job.percent = Math.min(100, (job.percent ?? 0) + Math.floor(Math.random() * 5));
		job.partsPublished = Math.floor((job.parts * job.percent) / 100);
		if (job.percent === 100 && Math.random() < 0.2) {
			Object.assign(job, { state: 'published', partsPublished: job.parts, endedAt: Date.now(), duration: Date.now() - job.requestedAt });
			row.pace = 'lively';
		}
		Object.assign(row, { lastCheckAt: Date.now(), outdatedAt: Date.now() + 60_000, nextCheckAt: Date.now() + 5_000 });
		moved.push(row);
	}
	if (moved.length > 0) tell({ bots: moved });
}
