// A note that appears while a button is being pressed moves the button away from under the
// pointer, and the click is lost. So what comes of leaving a field waits for the pointer.

let pressed = false;

function watch(type: string, value: boolean): void {
	window.addEventListener(type, () => (pressed = value), { capture: true });
}

watch('pointerdown', true);
watch('pointerup', false);
watch('pointercancel', false);

/** Comes when no pointer is pressed any more and its click was heard. */
export function pointerReleased(): Promise<void> {
	if (!pressed) return Promise.resolve();
	return new Promise((done) => {
		const later = () => setTimeout(done, 0);
		window.addEventListener('pointerup', later, { once: true });
		window.addEventListener('pointercancel', later, { once: true });
	});
}
