import { expect, test } from 'vitest';
import type { Destination } from '../ipc/generated';
import { stepTo, type Known } from './destination';

const bot = { accountId: 'a', botId: 'st-1' };
const known: Known = {
	line: ({ accountId, botId }) => (accountId === 'a' && botId === 'st-1' ? { row: { ...bot, job: { job: 7 } } } : undefined),
	account: (id) => (id === 'a' ? {} : undefined),
};

test('a publish is shown on its page while it is the last one, and in the history afterwards', () => {
	expect(stepTo({ publish: { ...bot, job: 7 } }, known)).toEqual({ bot });
	expect(stepTo({ publish: { ...bot, job: 6 } }, known)).toEqual({ job: 6, origin: bot });
});

test('bots, accounts and lists are led to as they are named', () => {
	expect(stepTo({ bot }, known)).toEqual({ bot });
	expect(stepTo({ account: { accountId: 'a' } }, known)).toEqual({ accountId: 'a' });
	expect(stepTo('board', known)).toEqual({ screen: 'bots' });
	expect(stepTo('alerts', known)).toEqual({ screen: 'alerts' });
});

test('what is no longer there leads to the list of alerts', () => {
	const gone = { accountId: 'a', botId: 'st-2' };
	const destinations: Destination[] = [{ bot: gone }, { publish: { ...gone, job: 7 } }, { account: { accountId: 'b' } }];
	for (const destination of destinations) {
		expect(stepTo(destination, known)).toEqual({ screen: 'alerts' });
	}
});
