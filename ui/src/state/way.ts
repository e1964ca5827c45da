// The way back into a window that was let go: the person's place in it is kept by the app, and
// the tray and notifications lead to a place.

import { call } from '../ipc/client';
import type { Destination } from '../ipc/generated';
import { keptPlace, placeFrom } from '../rules/keptPlace';
import { stepTo, type Known } from '../rules/destination';
import { place } from './place.svelte';

const SETTLED_MS = 400;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Leads to a place. */
export function go(destination: Destination, known: Known): void {
	const step = stepTo(destination, known);
	if ('job' in step) place.openJob(step.job, step.origin);
	else if ('bot' in step) place.openBot(step.bot);
	else if ('accountId' in step) place.openAccount(step.accountId);
	else place.go(step.screen);
}

/** Finds the place again that a window before this one kept; answers where it is led from there. */
export async function arrive(): Promise<Destination | null> {
	const arrival = await call('arrival', {}).catch(() => null);
	const kept = arrival?.kept ? placeFrom(arrival.kept) : null;
	if (kept) Object.assign(place, kept);
	return arrival?.destination ?? null;
}

/** Keeps the place, once it has settled. */
export function keepSoon(): void {
	clearTimeout(timer);
	timer = setTimeout(keep, SETTLED_MS);
}

function keep(): void {
	void call('keep_place', { kept: keptPlace(place) }).catch(() => {});
}

/** Follows scrolling and leaving; answers how to stop. */
export function start(): () => void {
	const leave = () => {
		if (document.hidden) keep();
	};
	document.addEventListener('scroll', keepSoon, { capture: true, passive: true });
	document.addEventListener('visibilitychange', leave);
	return () => {
		document.removeEventListener('scroll', keepSoon, { capture: true });
		document.removeEventListener('visibilitychange', leave);
	};
}
