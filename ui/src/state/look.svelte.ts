// Colours and density. The system's wish is followed while the person has none.

import { call } from '../ipc/client';
import type { Appearance } from '../ipc/generated';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

class Look {
	appearance = $state.raw<Appearance>({ theme: 'system', density: 'comfortable' });
	/** The last choice could not be saved. */
	unsaved = $state(false);

	start(): () => void {
		const apply = () => this.#apply();
		dark.addEventListener('change', apply);
		apply();
		void call('appearance', {}).then(
			(appearance) => {
				this.appearance = appearance;
				apply();
			},
			() => {},
		);
		return () => dark.removeEventListener('change', apply);
	}

	async choose(appearance: Appearance): Promise<void> {
		this.appearance = appearance;
		this.#apply();
		await call('set_appearance', appearance).then(
			() => (this.unsaved = false),
			() => (this.unsaved = true),
		);
	}

	#apply(): void {
		const { theme, density } = this.appearance;
		const root = document.documentElement;
		root.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
		root.dataset['density'] = density;
	}
}

export const look = new Look();
