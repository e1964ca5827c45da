// Reads a pretend list of bots. The real rules live in Rust; these are just enough to look at.

import type { BotLine, BotRow, BotsPreview } from '../generated';

interface Piece {
	line: number;
	id: string | null;
	text: string;
	name: string | null;
	group: string | null;
}

/** Ids in any separators, or one a line with its name and group. */
export function botPieces(pasted: string): Piece[] {
	return pasted.split('\n').flatMap((typed, at): Piece[] => {
		const line = at + 1;
		const cells = typed.split(/[,;\t]/).map((cell) => cell.trim());
		const [first = '', name = '', group = ''] = cells;
		if (cells.length > 1 && isId(first) && !isId(name)) {
			return [{ line, id: first, text: first, name: name || null, group: group || null }];
		}
		const pieces = typed.split(/[\s,;]+/).filter((piece) => piece !== '');
		return pieces.map((text) => ({ line, id: isId(text) ? text : null, text: text.slice(0, 80), name: null, group: null }));
	});
}

const isId = (text: string) => /^st-[0-9a-z-]{4,}$/i.test(text);

export function previewBots(pasted: string, known: readonly BotRow[]): BotsPreview {
	const odd: BotLine[] = [];
	const good: BotLine[] = [];
	const lines = new Map<string, number>();
	const preview = { problem: null, fresh: 0, archived: 0, watched: 0, repeated: 0, bad: 0 } as Omit<BotsPreview, 'oddLines' | 'botLines'>;
	for (const { line, id, text, name, group } of botPieces(pasted)) {
		const piece = { line, text, name, group, firstLine: null };
		const firstLine = id === null ? undefined : lines.get(id);
		if (id === null) {
			preview.bad += 1;
			odd.push({ ...piece, verdict: text.startsWith('cs-') ? 'clientId' : text.startsWith('st-') ? 'tooShort' : 'text' });
		} else if (firstLine !== undefined) {
			preview.repeated += 1;
			odd.push({ ...piece, verdict: 'repeated', firstLine });
		} else {
			lines.set(id, line);
			const row = known.find((one) => one.botId === id);
			const verdict = row === undefined ? 'fresh' : row.archived ? 'archived' : 'watched';
			preview[verdict] += 1;
			good.push({ ...piece, verdict });
		}
	}
	if (odd.length + good.length === 0) preview.problem = 'empty';
	return { ...preview, oddLines: odd.slice(0, 500), botLines: good.slice(0, 500) };
}
