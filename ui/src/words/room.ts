// How much room the history takes, and how long publishes are kept.

import type { Keep } from '../ipc/generated';
import { count } from './count';

const choices: Record<Keep, string> = {
	everything: 'Everything',
	fiveYears: 'The last 5 years',
	twoYears: 'The last 2 years',
	oneYear: 'The last year',
	oneGigabyte: 'The newest, up to 1,000 MB',
	quarterGigabyte: 'The newest, up to 250 MB',
};

const publishes = (number: number) => count(number, 'publish', 'publishes');

export const room = {
	title: 'Room for the history',
	samples: 'The sample bots keep everything. Leave the samples to choose for yours.',
	takes: (bytes: string, number: number) => `The history takes ${bytes} on the disk and holds ${publishes(number)}.`,
	unused: (bytes: string) => `${bytes} of it is free inside the file. New publishes will use it.`,
	keep: 'Keep',
	choices,
	stays:
		'These always stay: the last publish of each bot, its last one that worked, publishes that are running, and those with an alert you have not seen.',
	would: (number: number, bytes: string, day: string) =>
		`This removes ${publishes(number)} from before ${day}, about ${bytes}.`,
	wouldNone: 'This removes nothing now.',
	save: 'Keep only these…',
	askTitle: (number: number) => `Remove ${publishes(number)}?`,
	askText:
		'They cannot be brought back, except by restoring a copy. From now on, older publishes are removed by themselves. The daily copies of the history hold what was removed for about a week more; other earlier histories in the folder of the data hold it until you delete them there.',
	yes: 'Remove',
	saveNow: 'Save',
	saved: 'Saved. Old publishes are removed little by little while the checks go on.',
	removed: 'The older publishes were removed.',
	savedAll: 'Saved. Nothing will be removed.',
	free: 'Free space now',
	freeText: 'Makes the file smaller. Checks wait meanwhile, some seconds for a large history. It needs free room on the disk of twice its size.',
	freeing: 'Making the file smaller…',
	freed: (bytes: string) => `The history takes ${bytes} now.`,
	notFreed: 'The file is as it was, and nothing is lost. Make room on the disk, then try again.',
	notSaved: 'The choice was not saved, and nothing was removed. Try again.',
	unread: 'The size of the history could not be read.',
	keptSince: (day: string) => `Earlier publishes were removed, as you chose in the settings. All are kept since ${day}.`,
};
