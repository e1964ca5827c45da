import type { CheckReply } from '../ipc/generated';
import { en } from './en';

/** What came of "check now", in words. */
export function checkWords(reply: CheckReply): string {
	const left = reply.leftOut > 0 ? en.check.leftOut(reply.leftOut) : '';
	if (reply.planned === 0) return left === '' ? en.check.nothing : left;
	return [en.check.planned(reply.planned, reply.leftHour), left].filter((text) => text !== '').join(' ');
}

/** The same for one bot. */
export function checkBotWords(reply: CheckReply): string {
	return reply.planned > 0 ? en.check.bot : en.check.botLeftOut;
}
