// Removing goes on beside the checks: how long to look how far it is.

/** Between two looks, ms. */
export const LOOK_EVERY_MS = 1_500;

/** So many looks that see nothing go: it waits for its next hour. */
const STILL = 6;

/** Whether to look again, given how many publishes were to be removed at each look. */
export function goesOn(left: readonly number[]): boolean {
	const last = left.at(-1) ?? 0;
	return last > 0 && !(left.length >= STILL && left.slice(-STILL).every((one) => one === last));
}
