// Something that a person asked for and that may fail, one at a time, and what is said of it.

import { refusalOf } from '../ipc/client';
import type { FileSaved } from '../ipc/generated';
import { visibleText } from '../rules/visible';
import { en } from '../words/en';

export class Attempt {
	busy = $state(false);
	said = $state('');
	failed = $state(false);

	/** Does the work, unless some is under way; a refusal is said in words. */
	async make(work: () => Promise<void>): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.clear();
		try {
			await work();
		} catch (thrown) {
			const refused = en.refusals[refusalOf(thrown)];
			this.fail(`${refused.happened} ${refused.todo}`);
		}
		this.busy = false;
	}

	clear(): void {
		this.said = '';
		this.failed = false;
	}

	/** It did not come to its end, for this reason. */
	fail(why: string): void {
		this.said = why;
		this.failed = true;
	}

	/** What became of a file. Who chose none after all has failed at nothing, and knows it. */
	tell(saved: FileSaved): void {
		this.said = en.files.said({ ...saved, name: visibleText(saved.name, 80) });
		this.failed = saved.outcome !== 'saved' && saved.outcome !== 'cancelled';
	}
}
