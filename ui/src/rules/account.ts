import type { AccountView } from '../ipc/generated';

/** Whether something about an account waits for a person or keeps its bots from being checked. */
export function accountNeedsLook(account: AccountView): boolean {
	return account.failure !== null || needsSecret(account) || account.secret === 'unavailable';
}

/** Whether its secret is nowhere on this computer. */
export function needsSecret(account: AccountView): boolean {
	return account.secret === 'missing' || account.secret === 'gone' || account.secret === 'awaited';
}

/** The share of the hourly allowance in use, in percent. Never 0 while anything is used. */
export function usedPercent(account: AccountView): number {
	if (account.allowedHour <= 0) return account.usedHour > 0 ? 100 : 0;
	return Math.min(100, Math.ceil((account.usedHour / account.allowedHour) * 100));
}
