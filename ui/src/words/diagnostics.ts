// Diagnostics.

export const diagnostics = {
	title: 'Diagnostics',
	lead: 'Facts about the app for whoever helps you: versions, settings, numbers, times and kinds of trouble. Names, IDs, addresses of your own, notes and secrets are not in it. The app sends it nowhere: you read it, then you copy or save it.',
	show: 'Show diagnostics',
	again: 'Put together again',
	text: 'Diagnostics, as they are copied and saved',
	copy: 'Copy the diagnostics',
	save: 'Save the diagnostics…',
};
