// The one clock of the window. What is relative to now reads it and so grows old by itself.

import { heardAfter } from '../rules/heard';

const TICK_MS = 5_000;

class Clock {
	now = $state(Date.now());
	/** When the app last said anything, by this clock; see `rules/heard`. */
	heardAt = $state(Date.now());

	/** Starts ticking; answers how to stop. */
	start(): () => void {
		const tick = () => {
			const before = this.now;
			this.now = Date.now();
			this.heardAt = heardAfter(this.heardAt, before, this.now, TICK_MS);
		};
		const timer = setInterval(tick, TICK_MS);
		// Timers of a hidden window stand still: on the way back it must not show old ages.
		document.addEventListener('visibilitychange', tick);
		window.addEventListener('focus', tick);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', tick);
			window.removeEventListener('focus', tick);
		};
	}

	/** The app said something, if only that it is there. */
	heard(): void {
		this.heardAt = Date.now();
	}

	/** News arrived: "just now" shall not wait for the next tick. */
	touch(): void {
		this.now = Date.now();
	}
}

export const clock = new Clock();
