// Why bots are left out when all are checked, as far as it is known here.

import type { AccountView } from '../ipc/generated';
import { needsSecret } from './account';
import type { Line } from './line';

export interface LeftOut {
	signedOut: number;
	/** The accounts that a person signed out of. */
	signedOutOf: string[];
	/** The secret of their account is nowhere on this computer. */
	noSecret: number;
	/** For another reason. */
	other: number;
}

/** Tells the bots apart that the app left out. Never more than it did. */
export function leftOutOf(leftOut: number, lines: readonly Line[], accounts: readonly AccountView[]): LeftOut {
	const secretless = new Set(accounts.filter(needsSecret).map((account) => account.id));
	const away = lines.filter((line) => line.unchecked === 'signedOut');
	const signedOut = Math.min(leftOut, away.length);
	const noSecret = Math.min(leftOut - signedOut, lines.filter((line) => secretless.has(line.row.accountId)).length);
	return {
		signedOut,
		signedOutOf: [...new Set(away.map((line) => line.row.accountId))],
		noSecret,
		other: leftOut - signedOut - noSecret,
	};
}
