// Alerts: the list, the switches, what is quiet, and what the system shows.

import type { AlertKind, AlertRule, AlertTold, AlertView, MuteFor, SystemAlerts } from '../ipc/generated';
import { count, form, number } from './count';

/** What a line of the list says, without the name. */
const kinds: Record<AlertKind, (alert: AlertView) => string> = {
	failed: ({ partsFailed }) => (partsFailed === 0 ? 'Publish failed' : `Publish failed: ${count(partsFailed, 'part', 'parts')}`),
	partsFailed: ({ partsFailed }) => `Published, but ${count(partsFailed, 'part', 'parts')} failed`,
	worksAgain: () => 'Publishing works again',
	stuck: ({ stillFor }) => `Seems stuck: nothing moved for ${number(Math.floor((stillFor ?? 0) / 60_000))} min`,
	cannotCheck: ({ failure }) => (failure === null ? 'Its secret was needed' : 'Its bots could not be checked'),
	unreachable: () => 'Kore.ai could not be reached',
	started: () => 'A publish began',
	published: () => 'Published',
};

const told: Record<AlertTold, string> = {
	soon: 'About to be told',
	native: 'Told by a notification',
	grouped: 'Told together with others',
	app: 'Only in this list',
	muted: 'Muted',
	onIt: 'Somebody was on it',
};

const rules: Record<AlertRule, { name: string; hint: string }> = {
	failed: { name: 'A publish failed', hint: 'In whole or in part.' },
	worksAgain: { name: 'It works again', hint: 'The first publish that works after one that failed.' },
	stuck: { name: 'A publish seems stuck', hint: 'Nothing new for far longer than this bot ever paused, or for 30 minutes before five good publishes were seen running.' },
	cannotCheck: { name: 'Bots cannot be checked any more', hint: 'Once for each account, after three misses in a row; at once where only you can mend it.' },
	started: { name: 'A publish began', hint: 'Also told, even when off, of a publish that you chose to watch.' },
	published: { name: 'A publish worked', hint: 'Also told, even when off, of a publish that you chose to watch.' },
};

/** What the system says, and what to do. */
const system: Record<SystemAlerts, { says: string; todo: string }> = {
	shown: { says: 'This computer shows notifications of the app.', todo: '' },
	doNotDisturb: {
		says: '“Do not disturb” is on, so notifications are held back just now.',
		todo: 'Switch it off in the system to see them at once. The list of alerts has them in any case.',
	},
	blocked: {
		says: 'This computer does not show notifications of the app: they are switched off in the system.',
		todo: 'Open the notification settings of the system, choose Publish Monitor and allow them. Until then, alerts are in the list only.',
	},
	notAsked: {
		says: 'The system has not asked you yet whether the app may show notifications.',
		todo: 'Send a test: the system asks, and you choose.',
	},
	nobody: {
		says: 'Nothing on this computer shows notifications just now.',
		todo: 'On Linux, a desktop or a notification service has to run; on macOS, the app has to be installed. Until then, alerts are in the list only.',
	},
	unknown: {
		says: 'The system does not say whether it shows notifications.',
		todo: 'Send a test to find out.',
	},
};

const lengths: Record<MuteFor, string> = {
	hour: 'For an hour',
	tomorrow: 'Until tomorrow, 8:00',
	untilItWorks: 'Until it works',
};

export const alerts = {
	title: 'Alerts',
	lead: 'What the app found worth telling, newest first. Each publish is spoken of once.',
	list: 'Alerts',
	noneTitle: 'No alerts yet',
	noneText: 'When a publish fails, works again or seems stuck, it is listed here, and told by a notification where you want that.',
	noneAction: 'Choose what is told',
	unreadTitle: 'The alerts could not be loaded',
	more: 'Show older alerts',
	newer: (value: number) => (value === 1 ? 'Show 1 newer alert' : `Show ${number(value)} newer alerts`),
	fresh: 'New',
	everyone: 'This computer',
	ended: (when: string) => `Checks succeed again since ${when}`,
	kinds,
	told,
	rules,
	system,
	lengths,

	section: 'Alerts',
	outside: 'Show notifications outside the window',
	outsideHint: 'Without them, alerts are in the list only.',
	test: 'Send a test',
	testTaken: 'A test was sent. If none appears, look into the notification settings of the system.',
	testRefused: 'The system did not take the test.',
	whatTold: 'What is told',
	forWhom: 'For',
	forAll: 'All bots',
	forGroup: (name: string) => `Group ${name}`,
	asUsual: (on: boolean) => `As for all bots (${on ? 'on' : 'off'})`,
	on: 'On',
	off: 'Off',
	ruleFor: (rule: string, whom: string) => `${rule}, ${whom}`,
	othersTitle: 'Bots with choices of their own',
	takeBack: 'As for all again',
	takeBackOf: (name: string) => `Treat ${name} like all bots again`,
	quietTitle: 'Quiet for now',
	quietNone: 'Nothing is muted.',
	mutedUntil: (when: string) => `Muted until ${when}`,
	mutedUntilWorks: 'Muted until it works',
	onItUntil: (when: string) => `You are on it until ${when}, or until it works`,
	endQuiet: 'End',
	endQuietOf: (name: string) => `End the quiet of ${name}`,
	muteGroup: (name: string) => `Mute group ${name}`,
	gone: 'A bot that is no longer here',
	notSaved: 'This could not be saved. See whether the disk is full, then try again.',
	unread: 'The settings of alerts could not be read.',

	onIt: 'I’m on it',
	onItHint: 'Failures of this bot stay in the list for 24 hours, or until it works.',
	onItSaid: (name: string) => `You are on it. Failures of ${name} stay in the list for 24 hours, or until it works.`,
	mute: 'Mute…',
	muteFor: 'Mute the alerts of this bot',
	alertsOfBot: 'What is told of this bot…',
	mutedSaid: (name: string) => `Alerts of ${name} are muted; they are still listed.`,
	endedSaid: (name: string) => `Alerts of ${name} are told again.`,
	again: 'Alert me again',
	choices: (value: number) => `${number(value)} ${form(value, 'choice', 'choices')} of its own`,
};
