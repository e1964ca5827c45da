// Whether the app behind the window still checks: it says something at least every twenty seconds.

/** Two rounds were missed, with a little for a busy computer. */
export const SILENT_AFTER_MS = 50_000;

/** Whether the app has been silent for longer than it ever is. */
export function isSilent(heardAt: number, now: number): boolean {
	return now - heardAt > SILENT_AFTER_MS;
}

/**
 * When the app was last heard, after a tick of the window's clock. Time in which the window itself
 * stood still (hidden, or the computer asleep) does not count against the app, and a clock that was
 * set back does not make it heard in the future.
 */
export function heardAfter(heardAt: number, before: number, now: number, tickMs: number): number {
	const stoodStill = Math.max(0, now - before - 2 * tickMs);
	return Math.min(now, heardAt + stoodStill);
}
