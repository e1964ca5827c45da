// Two publishes side by side, for looks: the real comparison is made in Rust.

import type { Comparison, JobRow, PartDifference } from '../generated';
import { detail } from './world';

export function compared(row: JobRow, jobs: readonly JobRow[], hostile: boolean): Comparison {
	const earlier = jobs.filter((one) => one.botId === row.botId && one.requestedAt < row.requestedAt);
	const worked = earlier.find((one) => one.state === 'published' && one.partsFailed === 0);
	const before = worked ?? earlier[0];
	if (!before) return { with: null, worked: false, parts: [], more: 0, unchanged: 0 };
	const now = detail(row, hostile).resources;
	const was = detail(before, hostile).resources;
	const parts: PartDifference[] = now.flatMap((part, at): PartDifference[] => {
		const same = was[at];
		const base = {
			group: part.group, id: part.id, kind: part.kind, name: part.name, nameBefore: null, state: part.state,
			modulesAdded: [], modulesMissing: [],
		};
		if (part.state === 'failed') return [{ ...base, change: same ? 'newlyFailing' : 'newAndFailing' }];
		if (!same) return [{ ...base, change: 'new' }];
		if (part.kind === 'CHANNELS' && row.job % 2 === 0) return [{ ...base, change: 'same', modulesAdded: ['rtm'], modulesMissing: ['alexa'] }];
		return [];
	});
	for (const part of was.slice(now.length)) {
		parts.push({
			change: 'gone', group: part.group, id: part.id, kind: part.kind, name: part.name, nameBefore: null, state: null,
			modulesAdded: [], modulesMissing: [],
		});
	}
	const order: readonly string[] = ['newlyFailing', 'newAndFailing', 'stillFailing', 'fixed', 'new', 'gone', 'undecided', 'same'];
	parts.sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
	return { with: before, worked: worked !== undefined, parts, more: 0, unchanged: now.length - parts.filter((one) => one.change !== 'gone').length };
}
