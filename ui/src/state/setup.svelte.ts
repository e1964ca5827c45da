// Setting up an account: what was typed so far. It outlives a look at another screen; all but the
// secret also outlives the app.

import { call } from '../ipc/client';
import type { AccountDraft, Algorithm, ConnectionDraft, ConnectionReport, SetupProgress, SetupStep } from '../ipc/generated';
import { REGIONS } from '../rules/regions';
import { STEPS, stepToResume } from '../rules/setup';
import { board } from './board.svelte';
import { place } from './place.svelte';

const FIRST = REGIONS[0]?.origin ?? '';

class Setup {
	step = $state<SetupStep | 'done'>('place');
	/** The origin of a region, or empty for another address. */
	region = $state(FIRST);
	/** Another address, as typed. */
	typedHost = $state('');
	/** The address, cut to its origin, once it was read. */
	origin = $state('');
	clientId = $state('');
	/** Lives here until it is saved, and nowhere else. */
	secret = $state('');
	algorithm = $state<Algorithm>('hs256');
	name = $state('');
	botIds = $state('');
	/** The bot of the test. */
	botId = $state('');
	/** What the platform calls bots that were found. */
	names = $state.raw<ReadonlyMap<string, string>>(new Map());
	/** The account, once it was saved. */
	accountId = $state<string | null>(null);
	/** The secret has to be given again: it was not kept. */
	secretGone = $state(false);
	report = $state.raw<ConnectionReport | null>(null);
	/** How many bots were added. */
	added = $state(0);
	/** What was left off in an earlier run of the app. */
	kept = $state.raw<SetupProgress | null>(null);
	/** Something was begun in this run. */
	begun = $state(false);

	readonly host = $derived(this.region === '' ? this.typedHost : this.region);

	/** Reads what was left off. A history that cannot be read says so elsewhere. */
	async load(): Promise<void> {
		try {
			this.kept = (await call('setup_progress', {})).progress;
		} catch {
			this.kept = null;
		}
	}

	/** Opens the wizard: where it was left, or at its beginning. */
	open(): void {
		if (!this.begun || this.step === 'done') {
			if (this.kept) this.#resume(this.kept);
			else this.#clear();
		}
		this.begun = true;
		place.connect();
	}

	#resume(kept: SetupProgress): void {
		this.#clear();
		const region = REGIONS.find(({ origin }) => origin === kept.host);
		this.region = region?.origin ?? (kept.host === '' ? FIRST : '');
		this.typedHost = region ? '' : kept.host;
		this.origin = kept.host;
		this.clientId = kept.clientId;
		this.algorithm = kept.algorithm;
		this.name = kept.name;
		this.botIds = kept.botIds;
		const there = kept.accountId !== null && board.account(kept.accountId) !== undefined;
		this.accountId = there ? kept.accountId : null;
		this.step = stepToResume(kept, there);
		this.secretGone = this.step === 'app' && kept.step !== 'place';
	}

	go(step: SetupStep | 'done'): void {
		this.step = step;
		place.arrive();
		void this.keep();
	}

	back(): void {
		const before = STEPS[STEPS.indexOf(this.step as SetupStep) - 1];
		if (before) this.go(before);
	}

	/** Keeps how far it got. Losing it costs a few fields, so a refusal is not told. */
	async keep(): Promise<void> {
		const { step } = this;
		const progress: SetupProgress | null =
			step === 'done'
				? null
				: {
						step, host: this.origin === '' ? this.host : this.origin, clientId: this.clientId, algorithm: this.algorithm, name: this.name,
						botIds: this.botIds === '' ? this.botId : this.botIds, accountId: this.accountId,
					};
		this.kept = progress;
		await call('keep_setup_progress', { progress }).catch(() => {});
	}

	/** Forgets what was kept: the next set-up begins anew. An account that was saved stays. */
	forget(): void {
		this.finish();
		void call('keep_setup_progress', { progress: null }).catch(() => {});
		place.arrive();
	}

	/** All is done: the next account begins with empty fields. */
	finish(): void {
		this.#clear();
		this.begun = false;
		this.kept = null;
	}

	#clear(): void {
		Object.assign(this, {
			step: 'place', region: FIRST, typedHost: '', origin: '', clientId: '', secret: '', algorithm: 'hs256', name: '', botIds: '',
			botId: '', names: new Map(), accountId: null, secretGone: false, report: null, added: 0,
		});
	}

	accountDraft(keepInMemory: boolean): AccountDraft {
		return { host: this.host, clientId: this.clientId, secret: this.secret, algorithm: this.algorithm, botIds: '', name: this.name, keepInMemory };
	}

	draft(): ConnectionDraft {
		return {
			accountId: this.accountId, host: this.origin, clientId: this.clientId, secret: this.secret, algorithm: this.algorithm,
			botId: this.botId,
		};
	}
}

export const setup = new Setup();
