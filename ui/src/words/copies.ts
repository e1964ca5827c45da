// Copies of the history.

export const copies = {
	title: 'Copies of the history',
	lead: 'The app keeps a copy of the history each day: the newest seven, and the largest as long as no old publishes were removed.',
	none: 'There is no copy yet. The first one is made some minutes after the app was started with bots in it.',
	samples: 'The sample bots have no copies. Leave the samples to see yours.',
	restore: 'Restore this copy…',
	restoreOf: (when: string) => `Restore this copy of ${when}`,
	askTitle: (when: string) => `Restore the copy of ${when}?`,
	askText:
		'Accounts, bots, names and most settings go back to that day too: what was recorded, added or changed since then will be missing. The history of now is set aside; it stays in the folder of the data, under another name. Secrets stay in the password store.',
	yes: 'Restore this copy',
	done: (when: string) => `The history is that of ${when}.`,
	failed: 'The copy could not take the place of the history, which is as it was. Choose another copy.',
	unread: 'The copies could not be read.',
};
