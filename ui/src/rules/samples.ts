// Rows for tests.

import type { BotRow, JobRow, ResourceView } from '../ipc/generated';

export function aJob(over: Partial<JobRow> = {}): JobRow {
	return {
		job: 1, accountId: 'a', botId: 'st-1', botName: null, state: 'published', serverStatus: null, awaitingApproval: false,
		percent: 100, requestedAt: 1_000, endedAt: 2_000, duration: 1_000, startedBy: null, parts: 3, partsPublished: 3,
		partsFailed: 0, beforeWatching: false, ...over,
	};
}

export function aRow(over: Partial<BotRow> = {}): BotRow {
	return {
		accountId: 'a', botId: 'st-1', name: 'Bot', group: null, favourite: false, note: null, archived: false, job: aJob(), lastCheckAt: 10_000, outdatedAt: 100_000, nextCheckAt: 20_000,
		pace: 'quiet', failure: null, watched: false, muted: null, onIt: null, ...over,
	};
}

export function aPart(over: Partial<ResourceView> = {}): ResourceView {
	return {
		group: 'settings', id: 'SETTINGS', kind: 'SETTINGS', name: 'Settings', state: 'published', serverStatus: 'SUCCESS', beganAt: null, endedAt: null,
		awaitingApproval: false, modules: [], ...over,
	};
}

export const aFailure = { kind: 'unreachable', since: 5_000, retryAt: null, detail: '' } as const;
