// Words about being watched, or not.

import type { Unwatched } from '../ipc/generated';

const reasons: Record<Unwatched, string> = {
	closed: 'the app was closed',
	asleep: 'the computer slept',
	offline: 'this computer was offline',
	paused: 'you had paused the checks',
	refused: 'Kore.ai did not let the app check, or the secret was missing',
	failing: 'checks did not succeed',
	late: 'the app was late',
	untold: '',
};

/** Why a bot was not watched, to stand behind “Not watched …”; empty where nobody knows. */
export function gapReasons(why: readonly Unwatched[]): string {
	const words = why.map((one) => reasons[one]).filter((text) => text !== '');
	return words.length === 0 ? '' : `: ${words.join(', then ')}`;
}

export const watching = {
	watch: 'Follow this publish',
	watchHint: 'Checks this bot every few seconds until its publish is done, and tells you then.',
	unwatch: 'Stop following',
	watched: 'Following until the publish is done',
	begun: 'Following this bot. You are told when its publish is done.',
	ended: 'This bot is checked at its usual pace again.',
	room: (bots: string) => `there is room for about ${bots} more`,
	noRoom: 'more bots mean that all are checked less often',
};
