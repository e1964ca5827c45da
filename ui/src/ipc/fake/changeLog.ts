// Pretend change logs. ?nolog for an app without the permission, ?longlog for one that a look cannot read to its end.

import type { ChangeLogRead, Commands, LoggedPublish } from '../generated';
import type { World } from './world';

type Names = 'read_change_log' | 'change_log_choice' | 'choose_change_log';
type Answers = { [Name in Names]: (request: Commands[Name]['request']) => Commands[Name]['answer'] | Promise<Commands[Name]['answer']> };

const DAY = 86_400_000;
const nothing: ChangeLogRead = { found: 0, backTo: null, inPart: null, stop: null, kind: null };

export function changeLogAnswers(world: () => World, query: URLSearchParams, hostile: string | null) {
	const read = new Map<string, LoggedPublish[]>();
	const inPart = new Map<string, number>();
	const on = new Set<string>();
	return {
		logged: (botId: string): LoggedPublish[] => read.get(botId) ?? [],
		inPart: (botId: string): number[] => [inPart.get(botId) ?? []].flat(),
		answers: {
			read_change_log: ({ botId }) => {
				if (query.has('nolog')) return { ...nothing, kind: 'missing_scope' };
				if (query.has('longlog')) {
					inPart.set(botId, Date.now() - 2 * DAY);
					return { ...nothing, inPart: Date.now() - 2 * DAY, stop: 'more' };
				}
				const known = read.get(botId) ?? [];
				const now = Date.now();
				const person = world().jobs.find((job) => job.startedBy !== null)?.startedBy ?? null;
				read.set(botId, [
					{ from: now - 3 * DAY, person, parts: ['Knowledge task', 'Check balance', hostile ?? 'Pay a bill'] },
					{ from: now - 61 * DAY, person: null, parts: [] },
				]);
				return { ...nothing, found: 2 - known.length, backTo: now - 180 * DAY };
			},
			change_log_choice: ({ accountId }) => ({ accountId, on: on.has(accountId) }),
			choose_change_log: (request) => {
				if (request.on) on.add(request.accountId);
				else on.delete(request.accountId);
				return {};
			},
		} satisfies Answers as Answers,
	};
}
