// Which lines are shown.

import type { AccountView } from '../ipc/generated';
import type { BoardState } from './boardState';
import type { Line } from './line';
import { fold } from './visible';

/** What the person asked for. */
export interface Filter {
	text: string;
	state: 'all' | 'needsLook' | BoardState;
	/** Empty for all. */
	accountId: string;
	/** The ones that are watched, those of them that are favourites, or those put away. */
	show: 'watched' | 'favourites' | 'archived';
	/** Null for all, empty for the bots without one. */
	group: string | null;
}

/** Shows everything. */
export const NO_FILTER: Filter = { text: '', state: 'all', accountId: '', show: 'watched', group: null };

/** Whether anything is asked for. */
export function isFiltering(filter: Filter): boolean {
	return filter.text.trim() !== '' || filter.state !== 'all' || filter.accountId !== '' || filter.show !== 'watched' || filter.group !== null;
}

/** The lines that pass. Every word of the search must be found. */
export function filterLines(
	lines: readonly Line[],
	filter: Filter,
	accounts: readonly AccountView[],
	people: ReadonlyMap<string, string> = new Map(),
): Line[] {
	const wanted = fold(filter.text).split(/\s+/).filter((word) => word !== '');
	const accountNames = new Map(accounts.map((account) => [account.id, fold(account.name)]));
	return lines.filter((line) => {
		if (filter.show === 'favourites' && !line.row.favourite) return false;
		if (filter.group !== null && (line.row.group ?? '') !== filter.group) return false;
		if (filter.accountId !== '' && line.row.accountId !== filter.accountId) return false;
		if (filter.state === 'needsLook' && !line.needsLook) return false;
		if (filter.state !== 'all' && filter.state !== 'needsLook' && line.state !== filter.state) {
			return false;
		}
		if (wanted.length === 0) return true;
		const who = line.row.job?.startedBy ?? '';
		const text = `${line.folded} ${line.row.botId.toLowerCase()} ${accountNames.get(line.row.accountId) ?? ''} ${who.toLowerCase()} ${fold(people.get(who) ?? '')} ${line.row.group === null ? '' : fold(line.row.group)}`;
		return wanted.every((word) => text.includes(word));
	});
}

/** The groups that bots are in, in the order of a person's language. */
export function groupsOf(lines: readonly Line[]): string[] {
	const groups = new Set(lines.map((line) => line.row.group).filter((group) => group !== null));
	return [...groups].sort(new Intl.Collator(undefined, { numeric: true }).compare);
}
