// Bots: a pasted list, and what a person says about one.

import type { BotVerdict, BotsPreview, BotsProblem, Colour } from '../ipc/generated';
import { count, number } from './count';

const verdicts: Record<BotVerdict, string> = {
	fresh: 'Will be added',
	archived: 'Comes back from the archive',
	watched: 'Watched already; stays as it is',
	repeated: 'Stands in the list twice',
	clientId: 'This is a client ID. A bot ID begins with st-.',
	userId: 'This is the ID of a person. A bot ID begins with st-.',
	organisationId: 'This is the ID of an organisation. A bot ID begins with st-.',
	jobId: 'This is the ID of a publish. A bot ID begins with st-.',
	noPrefix: 'The st- in front is missing.',
	tooShort: 'The end of the ID is missing. Copy it again.',
	tooLong: 'Something hangs on the ID, perhaps a second one. Put a space or a comma between them.',
	oddCharacter: 'It holds a character that no bot ID has.',
	address: 'No bot ID stands in this address.',
	text: 'This is no bot ID. It begins with st-.',
};

const problems: Record<BotsProblem, string> = {
	empty: 'Nothing was pasted yet.',
	tooLarge: 'This is more than 4 MB. Paste a part of it at a time.',
	tooManyLines: 'This is more than 10,000 lines. Paste a part of it at a time.',
};

export const colours: Record<Colour, string> = {
	none: 'No colour',
	blue: 'Blue',
	sky: 'Light blue',
	green: 'Green',
	yellow: 'Yellow',
	orange: 'Orange',
	red: 'Red',
	purple: 'Purple',
	grey: 'Grey',
};

export const bots = {
	verdicts,
	problems,
	help: 'Paste IDs in any form, or rows from a spreadsheet with ID, name and group. Nothing is added before you have seen it.',
	look: 'Look through the list',
	looking: 'Reading the list…',
	change: 'Change the list',
	previewTitle: 'What will be added',
	summary: (preview: BotsPreview): string[] => [
		`${count(preview.fresh, 'new bot', 'new bots')}`,
		...(preview.archived > 0 ? [`${number(preview.archived)} back from the archive`] : []),
		...(preview.watched > 0 ? [`${number(preview.watched)} watched already`] : []),
		...(preview.repeated > 0 ? [`${number(preview.repeated)} named twice`] : []),
		...(preview.bad > 0 ? [`${count(preview.bad, 'line that is no bot', 'lines that are no bot')}`] : []),
	],
	oddTitle: (bad: number, repeated: number) =>
		bad === 0 ? `Named twice: ${number(repeated)}` : `Lines to look at: ${number(bad + repeated)}`,
	listTitle: (value: number) => `Bots: ${number(value)}`,
	more: (value: number) => `${count(value, 'more line', 'more lines')}.`,
	first: (line: number) => `It stands in line ${number(line)} first.`,
	columns: { line: 'Line', id: 'Bot ID', what: 'What stands there', name: 'Name', group: 'Group', verdict: 'What happens' },
	add: (value: number) => `Add ${count(value, 'bot', 'bots')}`,
	addAndLeave: (value: number, bad: number) =>
		`Add ${count(value, 'bot', 'bots')}, leave out ${count(bad, 'line', 'lines')}`,
	nothingNew: 'All bots of this list are watched already.',

	said: 'Favourite, archive and notes',
	notes: 'Notes',
	group: 'Group',
	groupHelp: 'To filter by, such as a team. Only for this app.',
	note: 'Note',
	noteHelp: 'Whom to ask, what to watch out for. It stays on this computer.',
	saved: 'Saved.',
	star: 'Favourite',
	starred: (name: string) => `${name} is a favourite now.`,
	unstarred: (name: string) => `${name} is no favourite any more.`,
	archive: 'Archive this bot',
	archiveHelp: 'It is no longer checked; its history stays.',
	archived: (name: string) => `${name} is archived. Its history stays.`,
	unarchive: 'Watch it again',
	unarchived: (name: string) => `${name} is watched again.`,

	show: 'Which bots',
	shows: {
		watched: (value: number) => `Watched (${number(value)})`,
		favourites: (value: number) => `Favourites (${number(value)})`,
		archived: (value: number) => `Archived (${number(value)})`,
	},
	groups: 'Group',
	allGroups: 'All groups',
	noGroup: 'Without a group',
	noneArchived: 'Nothing is archived',
	noneArchivedText: 'An archived bot is no longer checked; its history stays.',
	noFavourites: 'No favourites yet',
	noFavouritesText: 'Open a bot and choose “Favourite” to keep it here.',

	edit: 'Name and colour',
	name: 'Name',
	nameHelp: 'Only for this app. Empty takes the name of the host.',
	colour: 'Colour',
	changed: 'The account was changed.',
	host: 'Change the host',
	hostMeans:
		'The same bots are then looked for on the other host, with the same client ID and secret. Their history stays. An answer that is still on its way from the old host no longer counts.',
	hostYes: 'Use this host',
	hostChanged: (host: string) => `This account now asks ${host}.`,
	signOut: 'Sign out…',
	signOutTitle: (name: string) => `Sign out of ${name}?`,
	signOutText: 'The secret is taken out of the password store of this computer, and its bots are no longer checked. Nothing changes at Kore.ai.',
	keep: 'Keep the bots and their history',
	forget: 'Delete everything of this account from this computer',
	forgetSure: 'I know that the history cannot be brought back.',
	signOutYes: 'Sign out',
	forgetYes: 'Sign out and delete',
	signedOut: (name: string) => `Signed out of ${name}. Its bots and their history stay.`,
	forgotten: (name: string) => `${name} and everything of it was deleted from this computer.`,
	stillThere: (why: string) =>
		`The secret may still be in the password store. ${why} Try again when it works, or delete the entry “Publish Monitor” there yourself.`,
	signedOutText: 'You signed out here. What was known stays; nothing is checked until you give the secret again.',
};
