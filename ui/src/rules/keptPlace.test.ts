import { describe, expect, it } from 'vitest';
import { NO_FILTER } from './filter';
import { keptPlace, placeFrom, type KeptPlace } from './keptPlace';

const place: KeptPlace = {
	screen: 'bots', bot: { accountId: 'a', botId: 'st-1' }, job: null, origin: null, accountId: null,
	filter: { ...NO_FILTER }, order: 'name', active: 'a st-1', scrollTop: 440,
};

describe('a kept place', () => {
	it('is found again as it was', () => {
		expect(placeFrom(keptPlace(place))).toEqual(place);
	});

	it('is none where it cannot be read', () => {
		for (const text of ['', '{', 'null', '3', '{"screen":"cellar"}']) expect(placeFrom(text)).toBeNull();
	});
});
