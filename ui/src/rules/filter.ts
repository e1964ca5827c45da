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
}

/** Shows everything. */
export const NO_FILTER: Filter = { text: '', state: 'all', accountId: '' };

/** Whether anything is asked for. */
export function isFiltering(filter: Filter): boolean {
	return filter.text.trim() !== '' || filter.state !== 'all' || filter.accountId !== '';
}

/** The lines that pass. Every word of the search must be found. */
export function filterLines(
	lines: readonly Line[],
	filter: Filter,
	accounts: readonly AccountView[],
): Line[] {
	const wanted = fold(filter.text).split(/\s+/).filter((word) => word !== '');
	const accountNames = new Map(accounts.map((account) => [account.id, fold(account.name)]));
	return lines.filter((line) => {
		if (filter.accountId !== '' && line.row.accountId !== filter.accountId) return false;
		if (filter.state === 'needsLook' && !line.needsLook) return false;
		if (filter.state !== 'all' && filter.state !== 'needsLook' && line.state !== filter.state) {
			return false;
		}
		if (wanted.length === 0) return true;
		const text = `${line.folded} ${line.row.botId.toLowerCase()} ${accountNames.get(line.row.accountId) ?? ''} ${line.row.job?.startedBy?.toLowerCase() ?? ''}`;
		return wanted.every((word) => text.includes(word));
	});
}
