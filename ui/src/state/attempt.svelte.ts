// Something that a person asked for and that may fail, one at a time, and what is said of it.

import { refusalOf } from '../ipc/client';
import { en } from '../words/en';

export class Attempt {
	busy = $state(false);
	said = $state('');
	failed = $state(false);

	/** Does the work; a refusal is said in words. */
	async make(work: () => Promise<void>): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.said = '';
		this.failed = false;
		try {
			await work();
		} catch (thrown) {
			const refused = en.refusals[refusalOf(thrown)];
			this.failed = true;
			this.said = `${refused.happened} ${refused.todo}`;
		}
		this.busy = false;
	}
}
