// Words on and around pictures.

import { count, number } from './count';

export const pictures = {
	asTable: 'Show as a table',
	asPicture: 'Show as a picture',
	now: 'now',
	durations: 'How long publishes took',
	durationsUsual: 'The band is what is usual for this bot. Crosses are failures; hatched stretches were not watched.',
	notWatched: 'Not watched',
	parts: 'Parts over time',
	partsNote: 'As the checks saw it: a part may have moved a little earlier than the check that found it.',
	partsMore: (value: number) => `Drawn are failures and the longest, ${number(value)} in all; the table has every part.`,
	partsRest: (value: number) => `${count(value, 'part', 'parts')} had ended before the first check, or never began.`,
	part: 'Part',
	began: 'Seen to begin',
	ended: 'Seen to end',
	notSeen: 'not seen',
	stillMoving: 'still moving',
};
