// Secrets and the password store. What it says has to be true of GNOME Keyring and KWallet, of the
// Keychain of macOS and of the Credential Manager of Windows.

import type { KeychainProblem, SecretPlace } from '../ipc/generated';

/** What is said when the password store did not serve. */
interface Store {
	/** What happened, when the secret was to be read. */
	read: string;
	/** What happened, when it was to be kept. */
	keep: string;
	todo: string;
}

export const keychain: Record<KeychainProblem, Store> = {
	absent: {
		read: 'No password store answers on this computer: there is none, or it is not running.',
		keep: 'No password store answers on this computer: there is none, or it is not running.',
		todo: 'Start it (or install one, such as GNOME Keyring or KWallet), then try again.',
	},
	locked: {
		read: 'The password store of this computer is locked and waits for its password.',
		keep: 'The password store of this computer is locked and waits for its password.',
		todo: 'Its question may be behind other windows. Answer it, then try again.',
	},
	dismissed: {
		read: 'The password store of this computer is still locked: its question for the password was closed, or could not be shown.',
		keep: 'The password store of this computer is still locked: its question for the password was closed, or could not be shown.',
		todo: 'Try again and type its password when it asks.',
	},
	hanging: {
		read: 'The password store of this computer does not answer.',
		keep: 'The password store of this computer does not answer.',
		todo: 'Wait a moment and try again. If it stays silent, sign out of this computer and in again.',
	},
	refused: {
		read: 'The password store of this computer did not hand over the secret.',
		keep: 'The password store of this computer did not keep the secret.',
		todo: 'If it asks whether Publish Monitor may use it, allow it; then try again.',
	},
};

/** Where the secret is. */
export const secrets: Record<SecretPlace, string> = {
	keychain: 'In the password store of this computer',
	memory: 'In memory until you close the app',
	opening: 'Waiting for the password store of this computer; it may ask you for its password',
	missing: 'Was kept in memory only',
	awaited: 'Not here yet',
	gone: 'No longer in the password store',
	unavailable: 'In the password store, which does not hand it over just now',
	signedOut: 'Signed out: the secret is gone, the history is kept',
};

/** A few words beside the account's name. */
export const secretShort: Record<SecretPlace, string> = {
	keychain: 'Works',
	memory: 'Works',
	opening: 'Waiting for the password store',
	missing: 'Secret missing',
	awaited: 'Needs its secret',
	gone: 'Secret missing',
	unavailable: 'Password store not available',
	signedOut: 'Signed out',
};

export const secretWhy = {
	missing: 'The secret of this account was kept in memory only, until the app was closed. Its bots are not checked until you give it again. Nothing else is lost.',
	awaited: 'This account came from a set-up file, and such a file never holds a secret. Its bots are checked as soon as you give it.',
	gone: 'The secret of this account was removed from the password store, outside this app. Its bots are not checked until you give it again. Nothing else is lost.',
	unavailable: 'Its bots are not checked meanwhile. What the store holds stays in it.',
	/** In a form: behind what happened. */
	notKept: 'Nothing was saved.',
	/** In a form: in front of the two ways on. */
	inMemory: 'Or let the app keep the secret in memory; then it asks you again after the next start.',
};
