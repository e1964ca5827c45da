// What is said aloud to people who do not see the window, and shown for a while to those who do.

class Voice {
	/** For the region with the role "status". */
	said = $state('');
	/** For the region with the role "alert": a new failure only. */
	alarm = $state('');
	#timer: ReturnType<typeof setTimeout> | undefined;

	say(text: string): void {
		// The same words twice would not be spoken again: empty the region in between.
		this.said = '';
		clearTimeout(this.#timer);
		requestAnimationFrame(() => {
			this.said = text;
		});
		this.#timer = setTimeout(() => {
			this.said = '';
		}, 8_000);
	}

	raise(text: string): void {
		this.alarm = '';
		requestAnimationFrame(() => {
			this.alarm = text;
		});
	}
}

export const voice = new Voice();
