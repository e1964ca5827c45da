// The app beside its window: pause, tray, start at login.

import type { Closing, PauseFor, TrayFirst } from '../ipc/generated';

const pauses: Record<PauseFor, string> = {
	halfHour: 'For 30 minutes',
	hour: 'For 1 hour',
	tomorrow: 'Until tomorrow morning',
};
const closing: Record<Closing, string> = { tray: 'Keep watching in the tray', quit: 'Quit' };
const trayFirst: Record<TrayFirst, string> = { worst: 'The worst state', running: 'A running publish' };

export const presence = {
	label: 'Pause',
	paused: (until: string) =>
		`Checking is paused until ${until}. What you see is what was known before, and grows older meanwhile.`,
	resume: 'Resume',
	resumed: 'Checking goes on.',
	title: 'Pause, tray and start',
	pause: 'Pause checking',
	pauseMeans: 'Nothing is sent to Kore.ai meanwhile. A publish that begins and ends in a pause is found afterwards.',
	pauses,
	closingLabel: 'When I close the window',
	closing,
	noTray: 'This desktop shows no tray, so closing the window quits: your bots are then not checked.',
	trayFirstLabel: 'The tray icon shows first',
	trayFirst,
	atLogin: 'Start when I sign in to this computer, without the window',
	atLoginNoTray: 'This desktop shows no tray: start Publish Monitor again to see its window.',
	atLoginUnavailable: 'This computer does not say what starts when you sign in, so it cannot be chosen here.',
	notKept: 'This could not be saved. Nothing was changed.',
};
