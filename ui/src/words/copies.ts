// Copies of the history.

export const copies = {
	title: 'Copies of the history',
	lead: 'The app keeps a copy of the history each day: the newest seven, and the largest as long as no old publishes were removed.',
	none: 'There is no copy yet. The first one is made some minutes after the app was started with bots in it.',
	samples: 'The sample bots have no copies. Leave the samples to see yours.',
	go: 'Go back',
	goTo: (when: string) => `Go back to the copy of ${when}`,
	askTitle: (when: string) => `Go back to ${when}?`,
	askText:
		'What was recorded since then will be missing, also accounts and bots that you added. The present history stays in the folder of the data, under another name. Secrets stay in the password store.',
	yes: 'Go back',
	done: (when: string) => `The history is that of ${when}.`,
	failed: 'The copy could not take the place of the history, which is as it was. Choose another copy.',
	unread: 'The copies could not be read.',
};
