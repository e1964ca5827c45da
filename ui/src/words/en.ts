// Every sentence of the window. What happened · what it means for your bots · what to do; plain
// verbs, short sentences; what only a technician needs stays in the folded details.

import type { BoardState, JobState, KnownState } from '../rules/boardState';
import type { Order } from '../rules/order';
import type {
	Density,
	Note,
	Notice,
	Pace,
	PublishState,
	Refusal,
	ResourceGroup,
	Theme,
} from '../ipc/generated';
import { changes } from './changes';
import { connection } from './connection';
import { copies } from './copies';
import { room } from './room';
import { alerts } from './alerts';
import { bots, colours } from './bots';
import { visibleText } from '../rules/visible';
import { count, form, number } from './count';
import { failures } from './failures';
import { history } from './history';
import { network } from './network';
import { overview } from './overview';
import { pictures } from './pictures';
import { changeLog } from './changeLog';
import { people } from './people';
import { exporting, report } from './exporting';
import { presence } from './presence';
import { keychain, secretShort, secretWhy, secrets } from './secrets';
import { setup } from './setup';
import { diagnostics } from './diagnostics';
import { files } from './files';
import { setupFile } from './setupFile';
import { usual } from './usual';

const states: Record<BoardState, string> = {
	published: 'Published',
	partsFailed: 'Published, parts failed',
	awaitingApproval: 'Published, waiting for approval',
	failed: 'Failed',
	publishing: 'Publishing',
	waiting: 'Waiting',
	unknown: 'Unknown',
	notPublished: 'Not published yet',
	notChecked: 'Not checked yet',
	cannotCheck: 'Cannot check',
	outdated: 'Outdated',
};

/** Accounts that a person signed out of: the name of one, the number of several. */
function signedOutOf(accounts: readonly string[], nameOf: (accountId: string) => string | undefined): string {
	const [only] = accounts;
	if (accounts.length > 1 || only === undefined) return count(accounts.length, 'account', 'accounts');
	const name = visibleText(nameOf(only) ?? '', 60);
	return name === '' ? 'its account' : name;
}

const notes: Record<Note, (text: string, value: number) => string> = {
	empty: () => 'This is needed.',
	hostUnreadable: () => 'This is no web address. It looks like https://platform.kore.ai.',
	hostNotHttps: () => 'The address has to begin with https://, so that the secret travels safely.',
	hostHasUser: () => 'The address holds a name before the @. Leave that part out.',
	hostIsAnId: (text) => `This is an ID${text === '' ? '' : ` (${text})`}, not an address. The host is where you sign in, such as https://platform.kore.ai.`,
	hostCut: (text) => `Only ${text} is kept of it.`,
	clientIdSpaces: () => 'A client ID has no spaces. Copy it again.',
	clientIdOtherKind: (text) => `This is the ID of something else${text === '' ? '' : ` (${text})`}. A client ID begins with cs-.`,
	secretTrimmed: () => 'Spaces around the secret are left out.',
	secretShort: () => 'This is shorter than secrets usually are. See whether all of it was copied.',
	secretShortFor512: () => 'HS512 is meant for secrets of 64 characters or more; this one is shorter. It works all the same where Kore.ai takes it.',
	secretTooLong: () => 'This is longer than a secret can be. See whether something else was copied.',
	secretIsClientId: () => 'This is a client ID. The secret is the longer text that stands beside it.',
	botIdUnreadable: (text, line) => `Line ${number(line)}: “${text}” is no bot ID. It begins with st-.`,
	botIdsTooMany: (_, lines) => `This is more than can be added at once. Add up to ${number(lines)} lines at a time.`,
	botIdsRepeated: (_, value) => `${count(value, 'bot is', 'bots are')} named twice or watched already, and ${form(value, 'is', 'are')} left out.`,
	botIdsCount: (_, value) => `${count(value, 'bot is', 'bots are')} ready to be added.`,
	secretForOtherHost: () => 'The stored secret was given for another host and is not sent to this one. Give the secret of this host.',
	proxyUnreadable: () => 'This is no address of a proxy server. It looks like proxy.example.com:8080.',
	proxyHasUser: () => 'The address holds a name or password before the @. Leave that part out: it is not kept, since it could not be kept safely.',
	caFileUnreadable: () => 'This file is not there, cannot be read, or is no file with certificates.',
	caFileNoCertificate: () => 'No certificate of an authority was found in this file. Ask for it as a text file that begins with BEGIN CERTIFICATE.',
	accountExists: (text) => `This account is here already, as “${text}”. Add the bots to it instead.`,
};

const notices: Record<Notice, string> = {
	historyDamaged:
		'The file with the history was damaged. It was set aside, and a new one was begun. The settings have copies of earlier days, of which you can restore one.',
	historyNotWritten:
		'The history cannot be written; the disk may be full. Bots are still checked, but nothing new is kept. Make room on the disk.',
	historyNewer:
		'This history was written by a newer Publish Monitor. It can be read here, but nothing is checked or kept until you update. Install the newest Publish Monitor on this computer.',
	historyNewerUnread:
		'This history was written by a newer Publish Monitor, and this one cannot read it. Nothing of it was changed, and nothing is checked. Install the newest Publish Monitor on this computer to see your bots again.',
	historyNotOpened:
		'The history could not be opened, so no bots are shown and none are checked. Another copy of the app may be using it, or the disk may be full. Nothing is lost: close every copy, make room on the disk, and open the app again.',
	checkingStopped:
		'The app has stopped checking. What you see is the last known state. It starts again by itself; if this stays for a few minutes, close the app and open it again.',
};

const refusals: Record<Refusal, { happened: string; todo: string }> = {
	gone: { happened: 'This is no longer here. It may have been removed.', todo: 'Go back to the list.' },
	history: {
		happened: 'The history could not be read or written.',
		todo: 'See whether the disk is full, then try again. Checking goes on.',
	},
	closing: {
		happened: 'The app is closing, or its checks do not run.',
		todo: 'If it stays like this, close the app and open it again.',
	},
	newer: {
		happened: 'A newer Publish Monitor wrote this history, so it can only be read here.',
		todo: 'Install the newest Publish Monitor to go on.',
	},
	unreadable: {
		happened: 'The window and the app did not understand each other.',
		todo: 'Close the app and open it again. If it stays like this, install it anew; your bots stay.',
	},
};

const paces: Record<Pace, string> = {
	moving: 'checked often, because it is publishing',
	lively: 'checked often, because it changed lately',
	quiet: 'checked less often, quiet for a while',
	watched: 'checked often, because you follow its publish',
	paused: 'you paused the checks',
	backingOff: 'checked less often, because checks do not succeed',
	stopped: 'the app waits for you',
};

const groups: Record<ResourceGroup, string> = {
	tasksAndDialogs: 'Tasks and dialogs',
	naturalLanguage: 'Natural language',
	channels: 'Channels',
	extensions: 'Extensions',
	settings: 'Settings',
	newVersion: 'New version',
	other: 'Other',
};

const publishStates: Record<PublishState, string> = {
	published: 'Published',
	failed: 'Failed',
	publishing: 'Publishing',
	waiting: 'Waiting',
	unknown: 'Unknown',
};

const orders: Record<Order, string> = {
	problems: 'Problems first',
	favourites: 'Favourites first',
	name: 'Name',
	publish: 'Last publish',
	check: 'Last check',
	duration: 'Longest publish',
};

const themes: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };
const densities: Record<Density, string> = { comfortable: 'Comfortable', compact: 'Compact' };

/** Names that the platform's publish page gives to pieces of a part (page *Publishing your app*). */
const modules: Record<string, string> = {
	general: 'General',
	bot_variables: 'Variables',
	pii: 'PII',
	ivr: 'IVR',
	hold_resume: 'Hold & Resume',
	custom_script: 'Custom Script',
	advanced: 'Advanced',
	nl_model: 'NL Model',
	settings: 'Settings',
	botkit: 'BotKit',
	agent_transfer: 'Agent Transfer',
	websdk: 'Web/Mobile SDK',
	events: 'Event Handlers',
	rtm: 'Web/Mobile Client',
};

export const en = {
	app: 'Publish Monitor',
	alerts,
	states,
	failures,
	connection,
	network,
	presence,
	setup,
	keychain,
	notes,
	notices,
	refusals,
	secrets,
	secretShort,
	secretWhy,
	paces,
	groups,
	publishStates,
	modules,
	changes,

	units: {
		seconds: (value: string) => `${value} s`,
		minutes: (value: string) => `${value} min`,
		hours: (value: string) => `${value} h`,
		days: (value: number) => count(value, 'day', 'days'),
		percent: (value: number) => `${number(value)} %`,
		bytes: (bytes: number) =>
			bytes < 1_000_000 ? `${number(Math.ceil(bytes / 1000))} kB` : `${number(bytes / 1_000_000)} MB`,
	},
	time: {
		justNow: 'just now',
		now: 'now',
		ago: (length: string) => `${length} ago`,
		in: (length: string) => `in ${length}`,
		never: 'never',
		checked: (when: string) => `checked ${when}`,
		neverChecked: 'never checked',
	},
	common: {
		tryAgain: 'Try again',
		cancel: 'Cancel',
		save: 'Save',
		close: 'Close',
		back: 'Back to the list',
		none: '–',
		loading: 'Reading…',
		details: 'Details',
		copy: 'Copy',
		copied: 'Copied',
		hide: 'Hide',
		skip: 'Skip to the content',
		checkNow: 'Check now',
		remove: 'Remove',
		dot: ' · ',
		comma: ', ',
	},
	nav: {
		label: 'Main',
		bots: 'Bots',
		alerts: 'Alerts',
		history: 'History',
		accounts: 'Accounts',
		settings: 'Settings',
		many: '99+',
		needLook: (value: number) => count(value, 'needs a look', 'need a look'),
	},
	notice: { label: 'About this app' },
	opening: {
		title: 'The history is being opened.',
		text: 'After an update it is brought to its new form, and after an unclean end it is searched for damage. With a large history either can take some minutes. If you close the app now, nothing is lost: it begins again the next time.',
	},
	title: (screen: string) => `${screen} · Publish Monitor`,

	samples: {
		label: 'Sample bots',
		strip: 'These are sample bots. A pretend Kore.ai on this computer makes them up; nothing of yours is touched.',
		leave: 'Leave the samples',
		accounts: 'This account belongs to the samples. Leave them to connect your own.',
	},

	first: {
		title: 'See what your bots publish',
		lead: 'Publish Monitor watches the publish status of your Kore.ai bots, says in plain words what was published and what failed, and keeps the history.',
		connectTitle: 'Connect my account',
		connectText: 'You need a client ID and a secret from the Admin Console, and the IDs of your bots. It takes about five minutes.',
		connect: 'Connect my account',
		importTitle: 'Import a set-up file',
		importText: 'A colleague prepared it for you: accounts, bots, names and groups. You only add the secret.',
		importIt: 'Import a set-up file',
		samplesTitle: 'Look around first',
		samplesText: 'Sample bots that publish, fail and wait, so that you see how it works. You can leave them at any time.',
		samples: 'Look around with sample bots',
		promise: 'The app only reads. It cannot publish, change or delete anything, and the secret stays in the password store of this computer.',
	},

	board: {
		title: 'Bots',
		grid: 'Bots',
		search: 'Search bots',
		searchHint: 'Name or ID',
		state: 'State',
		account: 'Account',
		order: 'Order',
		orders,
		allStates: 'All states',
		needsLook: 'Needs a look',
		allAccounts: 'All accounts',
		columns: {
			name: 'Bot',
			state: 'State',
			account: 'Account',
			publish: 'Last publish',
			took: 'Took',
			who: 'Started by',
			check: 'Last check',
		},
		checkAll: 'Check all now',
		hidden: (value: number, all: number) =>
			`${count(value, 'bot', 'bots')} of ${number(all)} ${form(value, 'is', 'are')} hidden by the filter.`,
		showAll: 'Show all bots',
		noneTitle: 'No bots yet',
		noneText: 'Add the IDs of the bots that you want to watch.',
		noneAction: 'Add bots',
		filteredTitle: 'No bot matches',
		filteredText: (all: number) => `The filter hides all ${count(all, 'bot', 'bots')}.`,
		quietTitle: 'Nothing needs a look',
		quietText: 'No bot failed, and every check succeeded in time.',
		/** Where some bots are not checked. */
		quietTextPartly: 'No bot that is checked failed, and every check succeeded in time.',
		unreadTitle: 'The bots could not be read',
		lockedTitle: 'Your bots cannot be shown',
		newlyFailed: (name: string) => `${name}: publish failed.`,
		manyFailed: (value: number) => `${count(value, 'bot has', 'bots have')} failed to publish.`,
		accountTrouble: 'Accounts that need a look',
	},

	/** The sentence above the board, part by part. */
	headline: {
		someNeedLook: (need: number, all: number) =>
			all === 1
				? 'Your bot needs a look'
				: `${number(need)} of ${count(all, 'bot', 'bots')} ${form(need, 'needs', 'need')} a look`,
		noneNeedLook: (all: number) =>
			all === 1 ? 'Your bot is all right' : `All ${count(all, 'bot', 'bots')} are all right`,
		noneChecked: (all: number) => `${count(all, 'bot', 'bots')}, not checked yet`,
		/** `of`: the accounts, see `signedOutOf`. */
		signedOut: (value: number, of: string) => `${count(value, 'bot is', 'bots are')} not checked: you signed out of ${of}`,
		publishing: (value: number) => `${number(value)} publishing`,
		waiting: (value: number) => `${number(value)} waiting`,
		awaitingApproval: (value: number) => `${number(value)} waiting for approval`,
		neverChecked: (value: number) => `${number(value)} not checked yet`,
		allWithin: (length: string) => `all checked within ${length}`,
		oneWithin: (length: string) => `checked within ${length}`,
		oldest: (length: string) => `oldest check ${length} ago`,
	},

	state: {
		publishing: (percent: number) => `Publishing ${number(percent)} %`,
		finishing: 'Finishing',
		unknown: (word: string) => `Unknown: “${word}”`,
		partsFailed: (value: number) => `Published, ${count(value, 'part', 'parts')} failed`,
		was: (state: KnownState) => `was ${states[state]}`,
		archived: 'Archived',
	},

	check: {
		planned: (value: number, left: number) =>
			`Checking ${count(value, 'bot', 'bots')} now: ${count(value, 'request', 'requests')} of ${number(left)} left this hour.`,
		leftOutSignedOut: (value: number, of: string) => `${count(value, 'bot is', 'bots are')} left out: you signed out of ${of}.`,
		leftOutSecret: (value: number) => `${count(value, 'bot is', 'bots are')} left out: the secret of the account is not here. Give it under Accounts.`,
		leftOut: (value: number) =>
			`${count(value, 'bot is', 'bots are')} left out: the account is stopped or its hourly allowance is used up.`,
		nothing: 'Nothing to check now.',
		paused: (until: string) => `Nothing is checked now: checks are paused until ${until}. Choose “Resume” to check.`,
		bot: 'Checking this bot now.',
		botLeftOut: 'This bot is not checked now: its account is stopped or its hourly allowance is used up.',
	},

	bot: {
		region: 'Bot',
		rename: 'Rename',
		renameField: 'Name of the bot',
		renameHint: 'Only for this app. Empty shows the ID.',
		id: 'Bot ID',
		copyId: 'Copy the bot ID',
		lastCheck: (when: string) => `Last check ${when}`,
		neverChecked: 'No check has succeeded yet',
		lastPublish: (when: string) => `Last publish ${when}`,
		nextCheck: (when: string, pace: string) => `Next check ${when}: ${pace}`,
		nextNow: (pace: string) => `Next check now: ${pace}`,
		noNext: (pace: string) => `No check is planned: ${pace}`,
		outdatedText: (when: string) =>
			`The last check was ${when}, and two rounds were missed since. What you see may no longer be true.`,
		since: (when: string) => `Since ${when}.`,
		nextTry: (when: string) => `Next try ${when}.`,
		signedOut: 'Not checked: you signed out of this account.',
		archivedSince: (when: string) => `Not checked since ${when}. Its history stays here.`,
		archivedNever: 'It was never checked.',
		waitsForYou: 'The app waits for you; it does not try again by itself.',
		progress: 'Progress of the publish',
		giveSecret: 'Give the secret again',
		giveFirstSecret: 'Give its secret',
		openAccount: 'Open the account',
		remove: 'Remove this bot…',
		removeTitle: (name: string) => `Stop watching ${name}?`,
		removeText: 'Its history on this computer is removed too. The bot itself stays as it is.',
		removed: (name: string) => `${name} is no longer watched.`,
		renamed: (name: string) => `Now called ${name}.`,
		notPublishedTitle: 'Not published yet',
		notPublishedText: 'Kore.ai knows of no publish of this bot. As soon as one begins, it appears here.',
		notPublishedThen: 'When it was last checked, Kore.ai knew of no publish of this bot.',
		notCheckedTitle: 'Not checked yet',
		notCheckedText: 'The first check is on its way.',
		historyTitle: 'History of this bot',
		historyEmpty: 'No publish was seen yet.',
		older: 'Older publishes that this app watched are under History. Below is only what the change log tells.',
		gap: (when: string) => `Not watched ${when}`,
		gapWhy: 'The app was closed, or this bot could not be checked. A publish in between may be missing here.',
		before: 'before this app watched',
	},

	job: {
		title: 'Publish',
		lastTitle: 'Last publish',
		runningTitle: 'Publishing now',
		knownTitle: 'Publishing when last checked',
		requested: 'Asked for',
		started: 'Began',
		ended: 'Ended',
		took: 'Took',
		by: 'Started by',
		comment: 'Comment',
		id: 'Job ID',
		stillRunning: 'still running',
		notSeenEnding: 'not seen ending',
		notTold: 'not told',
		beforeWatching: 'It had ended before this app first looked at the bot.',
		back: 'Back to the history',
		backToBot: 'Back to the bot',
		openBot: 'Open the bot',
	},

	parts: {
		title: 'Parts',
		published: (done: number, all: number) => `${number(done)} of ${count(all, 'part', 'parts')} published`,
		failed: (value: number) => `${number(value)} failed`,
		moving: (value: number) => `${number(value)} still moving`,
		none: 'Kore.ai named no parts for this publish.',
		failedTitle: 'Failed parts',
		allDone: (value: number) => `${count(value, 'part', 'parts')} published`,
		moreDone: (value: number) => `${number(value)} more published`,
		modules: (value: number) => count(value, 'module', 'modules'),
		unnamed: 'Part without a name',
		states: {
			published: 'Published',
			partsFailed: 'Published',
			awaitingApproval: 'Waiting for approval',
			failed: 'Failed',
			publishing: 'Publishing',
			waiting: 'Waiting',
			unknown: 'Unknown',
		} satisfies Record<JobState, string>,
	},

	history,
	people,
	changeLog,
	exporting,
	report,

	accounts: {
		title: 'Accounts',
		add: 'Add an account',
		noneTitle: 'No accounts yet',
		noneText: 'An account is a client ID and a secret from the Admin Console of Kore.ai.',
		host: 'Host',
		clientId: 'Client ID',
		secret: 'Secret',
		bots: (value: number) => count(value, 'bot', 'bots'),
		use: 'Requests',
		used: (percent: number) => `Checks use ${number(percent)} % of the hourly allowance`,
		usedExact: (used: number, allowed: number, minute: number) =>
			`${number(used)} of ${number(allowed)} requests in the last hour, ${number(minute)} in the last minute`,
		giveSecret: 'Give the secret again',
		giveFirstSecret: 'Give its secret',
		newSecret: 'Give a new secret',
		addBots: 'Add bots',
		remove: 'Remove this account…',
		removeTitle: (name: string) => `Remove ${name}?`,
		removeText: (bots: number) =>
			`${count(bots, 'bot is', 'bots are')} no longer watched, and ${form(bots, 'its', 'their')} history on this computer is removed. The secret is taken out of the password store. Nothing changes at Kore.ai.`,
		removeYes: 'Remove the account',
		removed: (name: string) => `${name} was removed.`,
		botList: 'Watched bots',
		botListMore: (value: number) => `${count(value, 'more bot', 'more bots')}: open them from the board to remove them.`,
		removeBot: (name: string) => `Remove ${name}`,
		secretSaved: 'The secret was saved.',
		botsAdded: (value: number) => `${count(value, 'bot was', 'bots were')} added.`,
	},

	form: {
		hostHelp: 'Where you sign in to Kore.ai. A pasted address of the builder is fine.',
		clientId: 'Client ID',
		clientIdHelp: 'Begins with cs-.',
		secret: 'Client secret',
		secretHelp: 'Goes straight into the password store of this computer and is never shown again.',
		botIds: 'Bot IDs',
		botIdsHelp: bots.help,
		saveSecret: 'Save the secret',
		saveBots: 'Add the bots',
		working: 'Saving…',
		notWritten: 'Nothing was saved: the history file could not be written. See whether the disk is full, then try again.',
		keepInMemory: 'Keep it in memory until I close the app',
	},

	lists: bots,
	setupFile,
	files,
	diagnostics,
	colours,
	signedOutOf,
	usual,
	pictures,
	overview,

	copies,
	room,

	settings: {
		title: 'Settings',
		appearance: 'Appearance',
		theme: 'Colours',
		themes,
		density: 'Height of rows',
		densities,
		about: 'About',
		version: 'Version',
		dataDir: 'Folder of the data',
		historySize: 'Size of the history',
		jobs: 'Publishes kept',
		unread: 'This could not be read.',
		notSaved: 'The choice holds until you close the app; it could not be saved.',
	},
};

/** The state of a line in words. */
export function stateWords(
	state: BoardState,
	job: { percent: number | null; serverStatus: string | null; partsFailed: number } | null,
): string {
	if (state === 'publishing' && job?.percent != null) {
		return job.percent >= 100 ? en.state.finishing : en.state.publishing(job.percent);
	}
	if (state === 'partsFailed' && job) return en.state.partsFailed(job.partsFailed);
	if (state === 'unknown' && job?.serverStatus) return en.state.unknown(job.serverStatus);
	return states[state];
}
