// Which columns a width has room for, and how high the rows are.

import type { Density } from '../../ipc/generated';

export type Column = 'name' | 'state' | 'account' | 'publish' | 'took' | 'who' | 'check';
export type Layout = 'wide' | 'middle' | 'stacked';

export interface Columns {
	layout: Layout;
	order: readonly Column[];
	show: ReadonlySet<Column>;
}

const WIDE_PX = 880;
const MIDDLE_PX = 560;

export function columnsFor(width: number, severalAccounts: boolean): Columns {
	const layout: Layout = width >= WIDE_PX ? 'wide' : width >= MIDDLE_PX ? 'middle' : 'stacked';
	const all: Column[] = ['name', 'state', 'account', 'publish', 'took', 'who', 'check'];
	const order = all.filter((column) => {
		if (column === 'account') return layout === 'wide' && severalAccounts;
		if (column === 'took' || column === 'who') return layout === 'wide';
		return column !== 'publish' || layout !== 'stacked';
	});
	return { layout, order, show: new Set(order) };
}

export function rowHeightFor(layout: Layout, density: Density): number {
	if (layout === 'stacked') return density === 'compact' ? 52 : 60;
	return density === 'compact' ? 36 : 44;
}
