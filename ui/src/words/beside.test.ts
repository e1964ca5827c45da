import { expect, it } from 'vitest';
import type { Beside } from '../ipc/generated';
import { besideWords } from './beside';

const beside = (verdict: Beside['verdict'], failed: number, fine: number): Beside => ({ verdict, failed, fine, near: 15 * 60_000 });

it('tells a bot that failed alone from a platform that had trouble', () => {
	expect(besideWords(beside('onlyThisBot', 0, 4))).toBe('Only this bot failed: 4 other bots of this host published fine within 15 min of it.');
	expect(besideWords(beside('others', 1, 5))).toBe('1 other bot of this host failed too within 15 min of it, and 5 published fine.');
	expect(besideWords(beside('likelyThePlatform', 6, 1))).toContain('only 1 was fine. It is likely the platform');
	expect(besideWords(beside('nobodyElse', 0, 0))).toBe('');
	expect(besideWords(null)).toBe('');
});
