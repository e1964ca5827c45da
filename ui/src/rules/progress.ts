// The bar of a moving publish never runs backwards.

/** Highest percent seen of one job. */
export interface Seen {
	job: number;
	percent: number;
}

/** Takes in a new value. Another job begins anew. */
export function advance(seen: Seen | null, job: number, percent: number | null): Seen {
	const value = Math.min(100, Math.max(0, percent ?? 0));
	if (seen === null || seen.job !== job) return { job, percent: value };
	return { job, percent: Math.max(seen.percent, value) };
}

/** At 100 % and still moving the platform is tidying up: that is not "published". */
export function isFinishing(state: string, percent: number | null): boolean {
	return state === 'publishing' && percent !== null && percent >= 100;
}
