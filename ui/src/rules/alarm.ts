// Which news is worth an alert: a publish that failed while the window watched.

import type { BotRow } from '../ipc/generated';
import { keyOf } from './line';

/** The rows whose publish is newly failed. What was first seen failed is old news. */
export function newlyFailed(before: readonly BotRow[], news: readonly BotRow[]): BotRow[] {
	const candidates = news.filter((row) => row.job?.state === 'failed' && !row.job.beforeWatching);
	if (candidates.length === 0) return [];
	const known = new Map(before.map((row) => [keyOf(row), row]));
	return candidates.filter((row) => {
		const old = known.get(keyOf(row));
		if (!old || old.lastCheckAt === null) return false;
		return old.job?.job !== row.job?.job || old.job?.state !== 'failed';
	});
}
