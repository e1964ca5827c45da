// The parts of a publish: grouped as on the platform's publish page, failures first.

import type { ResourceGroup, ResourceView } from '../ipc/generated';
import type { JobState } from './boardState';

/** The groups, in the platform's order. */
export const GROUPS: readonly ResourceGroup[] = [
	'tasksAndDialogs',
	'naturalLanguage',
	'channels',
	'extensions',
	'settings',
	'newVersion',
	'other',
];

/** A group with its parts and counts. */
export interface PartGroup {
	group: ResourceGroup;
	/** Failures first, then what is not understood, what moves, what is done. */
	parts: ResourceView[];
	/** The parts that are simply published: quiet, and folded away where they are many. */
	done: ResourceView[];
	/** All others. */
	open: ResourceView[];
	published: number;
	failed: number;
}

/** What one part is doing. */
export function partState(part: ResourceView): JobState {
	if (part.state === 'published' && part.awaitingApproval) return 'awaitingApproval';
	return part.state;
}

const ORDER: readonly JobState[] = [
	'failed',
	'unknown',
	'publishing',
	'waiting',
	'awaitingApproval',
	'published',
];

/** Groups and orders. Empty groups are left out. */
export function groupParts(resources: readonly ResourceView[]): PartGroup[] {
	return GROUPS.flatMap((group) => {
		const parts = resources
			.filter((part) => part.group === group)
			.sort((a, b) => ORDER.indexOf(partState(a)) - ORDER.indexOf(partState(b)));
		if (parts.length === 0) return [];
		const done = parts.filter((part) => partState(part) === 'published');
		return [
			{
				group,
				parts,
				done,
				open: parts.filter((part) => partState(part) !== 'published'),
				published: parts.filter((part) => part.state === 'published').length,
				failed: parts.filter((part) => part.state === 'failed').length,
			},
		];
	});
}

/** What a part is called: by name, else by kind, else by id; null where it has none of them. */
export function partName(part: Pick<ResourceView, 'name' | 'kind' | 'id'>): string | null {
	for (const name of [part.name, part.kind, part.id]) {
		if (name !== null && name.trim() !== '') return name;
	}
	return null;
}
