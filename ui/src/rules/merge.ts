// What the window knows, and how news changes it.

import type { BotRow, Changes, Snapshot } from '../ipc/generated';
import { keyOf } from './line';

/** What came of some news. */
export type Merged = { snapshot: Snapshot; resync: boolean };

/** Adds news to a snapshot. Old news changes nothing; a row of an unknown bot asks for a resync. */
export function merge(snapshot: Snapshot, changes: Changes): Merged {
	if (changes.seq <= snapshot.seq) return { snapshot, resync: false };
	if (changes.resync) return { snapshot, resync: true };
	let bots: BotRow[] = snapshot.bots;
	let strangers = false;
	if (changes.bots.length > 0) {
		const news = new Map(changes.bots.map((row) => [keyOf(row), row]));
		bots = snapshot.bots.map((row) => {
			const key = keyOf(row);
			const newer = news.get(key);
			if (newer) news.delete(key);
			return newer ?? row;
		});
		strangers = news.size > 0;
	}
	return {
		snapshot: {
			mode: snapshot.mode,
			seq: changes.seq,
			accounts: changes.accounts ?? snapshot.accounts,
			bots,
			notices: changes.notices ?? snapshot.notices,
			pause: changes.pause ?? snapshot.pause,
			alerts: changes.alerts ?? snapshot.alerts,
			people: snapshot.people,
		},
		resync: strangers,
	};
}
