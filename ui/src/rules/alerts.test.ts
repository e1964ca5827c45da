import { describe, expect, it } from 'vitest';
import type { AlertChoice, AlertWhom } from '../ipc/generated';
import { EVERYONE, botsWithChoices, chosen, forAll, lasts } from './alerts';

const shops: AlertWhom = { accountId: null, botId: null, group: 'Shops' };
const bot: AlertWhom = { accountId: 'a', botId: 'st-1', group: null };
const choice = (whom: AlertWhom, rule: AlertChoice['rule'], on: boolean): AlertChoice => ({ whom, rule, on });

describe('the switches of alerts', () => {
	it('are as usual where nothing was chosen', () => {
		expect(forAll([], ['failed'], 'failed')).toBe(true);
		expect(forAll([], ['failed'], 'started')).toBe(false);
		expect(forAll([choice(EVERYONE, 'failed', false)], ['failed'], 'failed')).toBe(false);
	});

	it('know for whom something was chosen', () => {
		const choices = [choice(shops, 'failed', false), choice(bot, 'failed', true)];
		expect(chosen(choices, shops, 'failed')).toBe(false);
		expect(chosen(choices, bot, 'failed')).toBe(true);
		expect(chosen(choices, bot, 'stuck')).toBeNull();
		expect(forAll(choices, ['failed'], 'failed')).toBe(true);
	});

	it('list each bot with choices once', () => {
		const choices = [choice(shops, 'failed', false), choice(bot, 'failed', true), choice(bot, 'stuck', true)];
		expect(botsWithChoices(choices)).toEqual([bot]);
	});
});

describe('quiet', () => {
	const quiet = { quiet: 1, whom: bot, why: 'muted' as const, since: 0, until: 100 };
	it('ends with its time, and without one when it works', () => {
		expect(lasts(null, 0)).toBe(false);
		expect(lasts(quiet, 99)).toBe(true);
		expect(lasts(quiet, 100)).toBe(false);
		expect(lasts({ ...quiet, until: null }, 1e15)).toBe(true);
	});
});
