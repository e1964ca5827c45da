import type { CheckReply } from '../ipc/generated';
import type { LeftOut } from '../rules/leftOut';
import { en } from './en';

/** What came of "check now", in words. */
export function checkWords(reply: CheckReply, { signedOut, signedOutOf, noSecret, other }: LeftOut, nameOf: (accountId: string) => string | undefined): string {
	const said = [
		reply.planned > 0 ? en.check.planned(reply.planned, reply.leftHour) : '',
		signedOut > 0 ? en.check.leftOutSignedOut(signedOut, en.signedOutOf(signedOutOf, nameOf)) : '',
		noSecret > 0 ? en.check.leftOutSecret(noSecret) : '',
		other > 0 ? en.check.leftOut(other) : '',
	].filter((text) => text !== '');
	return said.length === 0 ? en.check.nothing : said.join(' ');
}

/** The same for one bot. */
export function checkBotWords(reply: CheckReply): string {
	return reply.planned > 0 ? en.check.bot : en.check.botLeftOut;
}
