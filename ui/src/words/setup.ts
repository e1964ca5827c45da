// Setting up an account, step by step.

import type { Algorithm, SetupStep } from '../ipc/generated';
import type { Region } from '../rules/regions';
import { count, number } from './count';

export const setup = {
	label: 'Connect an account',
	progress: (step: number, all: number) => `Step ${number(step)} of ${number(all)}`,
	goOn: 'Go on',
	back: 'Back',
	later: 'Go on later',
	laterSaid: 'What you typed is kept, without the secret. Go on whenever you like.',
	startOver: 'Start over',
	dismiss: 'Leave it as it is',
	steps: { place: 'Address', app: 'Client ID and secret', test: 'Test', bots: 'Bots' } satisfies Record<SetupStep, string>,

	resumeTitle: (host: string) => (host === '' ? 'Go on with setting up your account' : `Go on with setting up ${host}`),
	resumeText: {
		secret: 'You left off earlier. Everything you typed is still here but the secret, which is never kept on the disk before the account is saved.',
		saved: 'You left off earlier. The account is saved already; its bots are still to be chosen.',
	},
	resume: 'Go on',
	secretAgain: 'You left off earlier. Give the secret again: it was not kept.',

	place: {
		title: 'Where is your Kore.ai?',
		lead: 'Choose the address at which you sign in to Kore.ai. Your browser shows it when you are signed in.',
		legend: 'Address',
		regions: {
			us: 'United States',
			usOlder: 'United States, older',
			germany: 'Germany',
			japan: 'Japan',
		} satisfies Record<Region['name'], string>,
		other: 'Another address',
		otherText: 'Another region, or a server of your company',
	},

	app: {
		title: 'Client ID and secret',
		lead: (host: string) =>
			`With these two this app may read the publish status at ${host}, and nothing else. Somebody who may use the Admin Console of Kore.ai makes them.`,
		where: 'Where do I find these?',
		classicTitle: 'In the classic Admin Console',
		classic: [
			'Open the Admin Console and go to Security & Control → API Scopes.',
			'Choose New. To make an app for this, choose Manage Apps → New App and give it a name, such as “Publish Monitor”. Leave “JWE” switched off; “Enforce JTI” may be on.',
			'Copy the Client ID and the Client Secret into the fields on this page.',
			'Tick Bot Publish → Publish Status. Nothing else is needed.',
			'Choose Save.',
		],
		newTitle: 'In the new Admin Console',
		newer: [
			'Open the Admin Console, go to API Scopes and choose + New API Scope.',
			'Open the list App, choose + Create App and enter a name, such as “Publish Monitor”. A Client ID and a Client Secret are made for it.',
			'Copy both into the fields on this page.',
			'Under BotPublish, tick Publish Status. Nothing else is needed.',
			'Save.',
		],
		mistakesTitle: 'What often goes wrong',
		mistakes: [
			'The app was made in the App Builder (App Settings → Dev Tools → API Scope). An app made there cannot read the publish status, whatever is ticked. Make one in the Admin Console.',
			'The app or its permissions were not saved.',
			'It was made in another account: many people have one of their own besides their company’s. See in which account you are signed in.',
			'Another box was ticked. It has to be Publish Status; the box Publish beside it would let its holder start a publish.',
		],
		rightsTitle: 'Which permissions',
		rights: 'Bot Publish → Publish Status is all that this app needs: it can only read.',
		rightsMore:
			'Optional: with Profile Management → Role Management it can also list your bots with their names, so that you need not copy their IDs. That permission is powerful: whoever holds the secret can give admin roles with it. Leave it out if in doubt.',
		rightsLog: 'Optional: with Logs → Bot Audit Logs it can also look up what was published while nobody watched.',
		saved: (host: string) => `The account at ${host} is saved, and its secret with it.`,
		name: 'Name of the account (may stay empty)',
		nameHelp: 'What you call it, such as “Group production”. Empty takes the name of the address.',
		advanced: 'Advanced',
		signing: 'Signing',
		algorithms: {
			hs256: 'HS256: what Kore.ai asks for. Leave it unless you were told otherwise.',
			hs512: 'HS512: only where the app was made with it; it wants a secret of at least 64 characters.',
		} satisfies Record<Algorithm, string>,
	},

	test: {
		title: 'Test the connection',
		lead: (host: string) => `The app asks ${host} once for the publish status. Nothing is changed there.`,
		bot: 'Test with one of your bots (may stay empty)',
		botHelp: 'Its ID begins with st-. In the App Builder it stands under App Settings → App Profile → App Id.',
		goOnAnyway: 'Go on anyway',
		anywayText: 'You can go on and mend this later; until then the bots cannot be checked.',
		saving: 'Saving…',
		backToApp: 'Change the client ID or secret',
		backToPlace: 'Change the address',
		toNetwork: 'Network settings',
	},

	bots: {
		title: 'Which bots do you want to watch?',
		lead: 'Paste the IDs of one or many bots, or a list from a spreadsheet.',
		where: 'Where do I find the ID of a bot?',
		whereSteps: [
			'Open the bot in the App Builder.',
			'Go to App Settings → App Profile and copy App Id. In older versions it stands under General Settings, as Bot ID or Stream ID.',
			'It begins with st-. An ID that begins with cs- is a client ID.',
		],
		add: 'Watch these bots',
		later: 'Add bots later',
		or: 'Or let the app list them',
	},

	find: {
		start: 'Find my bots',
		text: 'Needs the optional permission Profile Management → Role Management.',
		working: 'Reading the list of bots…',
		title: 'Bots found',
		search: 'Search the bots found',
		chosen: (value: number, all: number) => `${number(value)} of ${count(all, 'bot', 'bots')} chosen`,
		all: 'Choose all',
		none: 'Choose none',
		take: (value: number) => (value === 0 ? 'Take the chosen bots' : `Take ${count(value, 'bot', 'bots')}`),
		taken: (value: number) => `${count(value, 'bot was', 'bots were')} put on the list.`,
		watched: 'watched already',
		unnamed: 'Bot without a name',
		empty: 'Kore.ai lists no bots for this app.',
		noMatch: 'No bot matches.',
		more: (value: number) => `${count(value, 'more bot', 'more bots')}: search to see them.`,
		incomplete: 'The list may not be complete.',
		noSecret: 'The secret of this account is not here. Give it again, then find the bots.',
		noScope:
			'This app may not list the bots; that needs Profile Management → Role Management. You do not need it: paste the IDs instead.',
	},

	done: {
		title: (name: string) => `${name} is connected`,
		bots: (value: number) =>
			value === 0 ? 'No bots are watched yet. Add them under Accounts whenever you like.' : `${count(value, 'bot is', 'bots are')} watched from now on. The first checks are on their way.`,
		show: 'Show my bots',
		another: 'Connect another account',
		baseline: 'What was published before stays quiet: alerts are about what happens from now on.',
	},
};
