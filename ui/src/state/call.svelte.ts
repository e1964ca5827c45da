// Somebody clicked a notification: the window goes where it leads.

import { call } from '../ipc/client';
import { board } from './board.svelte';
import { place } from './place.svelte';

/** Asks where to go, and goes there; at the start, and when the app knocks. */
export async function followCall(): Promise<void> {
	const to = await call('take_call', {}).catch(() => null);
	if (!to?.called) return;
	const { accountId, botId, job } = to;
	const known = accountId !== null && botId !== null ? board.line({ accountId, botId }) : undefined;
	if (known) {
		// The publish that it speaks of may be over and done: then it is in the history.
		if (job === null || known.row.job?.job === job) place.openBot(known.row);
		else place.openJob(job, known.row);
	} else if (botId === null && accountId !== null && board.account(accountId)) place.openAccount(accountId);
	else place.go('alerts');
}
