// Why a check did not bring an answer: what happened, what it means for the bots, what to do.

import type { FailureKind } from '../ipc/generated';

/** What is said about something that went wrong. */
export interface Trouble {
	/** A few words, for a line. */
	short: string;
	happened: string;
	means: string;
	todo: string;
}

const LAST_KNOWN = 'What you see is the last known state; the bots themselves keep running.';
const BY_ITSELF = 'Nothing is lost, and the app tries again by itself.';

export const failures: Record<FailureKind, Trouble> = {
	bad_credentials: {
		short: 'Client ID or secret not accepted',
		happened: 'Kore.ai did not accept the client ID and secret of this account.',
		means: `Its bots cannot be checked. ${LAST_KNOWN}`,
		todo: 'In the Admin Console, open Security & Control → API Scopes and compare the client ID, then give the secret again. The app has to be made there, not in the App Builder. If both are right, see whether “Enforce JWE” is switched off for it.',
	},
	missing_scope: {
		short: 'Permission missing',
		happened: 'This account may not read the publish status.',
		means: `Its bots cannot be checked. ${LAST_KNOWN}`,
		todo: 'In the Admin Console, open Security & Control → API Scopes, choose the app, tick Bot Publish → Publish Status and save. If that box is not offered, the app was made in the App Builder: make one in the Admin Console. Then check again.',
	},
	unknown_bot: {
		short: 'Bot not found',
		happened: 'Kore.ai knows no bot with this ID in this account.',
		means: 'It may have been deleted, or it belongs to another account. What was known of it stays here.',
		todo: 'Compare the ID with App Settings → App Profile → App Id. If the bot is gone, remove it from the list.',
	},
	rate_limited: {
		short: 'Too many requests',
		happened: 'Kore.ai asked for fewer requests.',
		means: `Checks of this account pause for a while. ${LAST_KNOWN}`,
		todo: 'There is nothing to do. Nothing is lost, and checking goes on by itself.',
	},
	unreachable: {
		short: 'Kore.ai not reached',
		happened: 'Kore.ai cannot be reached, although this computer has a network.',
		means: `Its bots cannot be checked just now. ${LAST_KNOWN}`,
		todo: `See whether other web pages open and whether the host of the account is right. ${BY_ITSELF}`,
	},
	untrusted_server: {
		short: 'Certificate not trusted',
		happened: 'This computer does not trust the certificate of the server, so nothing was sent to it.',
		means: `Its bots cannot be checked. ${LAST_KNOWN}`,
		todo: 'A company proxy may stand in between. Ask your IT department to install its certificate on this computer; the details name who issued it.',
	},
	not_kore: {
		short: 'Another server answered',
		happened: 'Something other than Kore.ai answered at this address.',
		means: `Its bots cannot be checked. ${LAST_KNOWN}`,
		todo: `Open the host of the account in a browser and see whether it is the address at which you sign in to Kore.ai. ${BY_ITSELF}`,
	},
	server: {
		short: 'Trouble at Kore.ai',
		happened: 'Kore.ai answered that it is in trouble itself.',
		means: `This bot cannot be checked just now. ${LAST_KNOWN}`,
		todo: `You cannot mend this. ${BY_ITSELF}`,
	},
	wrong_clock: {
		short: 'Clock is wrong',
		happened: 'The clock of this computer differs from the server’s.',
		means: `Kore.ai does not accept what is signed with a wrong time, so its bots cannot be checked. ${LAST_KNOWN}`,
		todo: 'Set date and time of this computer to automatic, then check again. The details say by how much it is off.',
	},
	secret_missing: {
		short: 'Secret missing',
		happened: 'The secret of this account is no longer on this computer.',
		means: `Its bots are not checked. ${LAST_KNOWN}`,
		todo: 'Give the secret again. Nothing else is lost.',
	},
	secret_awaited: {
		short: 'Needs its secret',
		happened: 'The account of this bot came from a set-up file, and such a file never holds a secret.',
		means: 'Its bots are not checked yet.',
		todo: 'Give the account its secret: one time, on this computer.',
	},
	secret_unavailable: {
		short: 'Password store not available',
		happened: 'The password store of this computer did not hand over the secret of this account.',
		means: `Its bots are not checked. ${LAST_KNOWN}`,
		todo: 'Open the account: it says what is in the way, and lets you try again. Nothing is lost.',
	},
	too_large: {
		short: 'Answer too large',
		happened: 'The answer for this bot is larger than the app reads.',
		means: `This bot cannot be checked. ${LAST_KNOWN}`,
		todo: 'You cannot mend this. The app looks again from time to time; nothing is lost.',
	},
	offline: {
		short: 'No network',
		happened: 'This computer is offline.',
		means: `No bot can be checked just now. ${LAST_KNOWN}`,
		todo: `Connect this computer to a network. ${BY_ITSELF}`,
	},
	sign_in_page: {
		short: 'Network wants a sign-in',
		happened: 'A page of this network came in place of Kore.ai’s answer: it may want you to sign in.',
		means: `Its bots cannot be checked just now. ${LAST_KNOWN}`,
		todo: `Open a browser and sign in to this network. ${BY_ITSELF}`,
	},
	encryption_enforced: {
		short: 'Encrypted sign-in asked for',
		happened: 'The app in the Admin Console seems to take encrypted sign-ins only, which this app cannot make.',
		means: `Its bots cannot be checked. ${LAST_KNOWN}`,
		todo: 'In the Admin Console, open Security & Control → API Scopes → Manage Apps, switch “Enforce JWE” off for this app, or make another app without it. If it is off already, compare the client ID and give the secret again.',
	},
	proxy_sign_in: {
		short: 'Proxy asks for a sign-in',
		happened: 'The proxy server of your network asks for a name and a password, which this app does not have.',
		means: `Its bots cannot be checked. ${LAST_KNOWN}`,
		todo: `Ask your IT department to let this computer reach the host of the account through the proxy without a sign-in, or name another proxy under Settings → Network. ${BY_ITSELF}`,
	},
	proxy_refused: {
		short: 'Proxy does not let it through',
		happened: 'The proxy server of your network did not let the connection through.',
		means: `Its bots cannot be checked. ${LAST_KNOWN}`,
		todo: `Ask your IT department to allow the host of the account, or name another proxy under Settings → Network. ${BY_ITSELF}`,
	},
};
