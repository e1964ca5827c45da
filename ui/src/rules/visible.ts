// Text from elsewhere, made safe to read: what has no shape or turns the line around becomes a
// visible mark, so that two names that differ also look different.

/** A stretch of text, or a mark that stands for one unseen character. */
export interface Piece {
	text: string;
	mark: boolean;
}

// Controls, soft hyphen, joiners, fillers, spaces without width, line and paragraph separators,
// bidirectional controls, invisible operators, tags and lone surrogates.
const UNSEEN =
	/[\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]|\p{Surrogate}/u;
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]/u;
const JOINER = '\u200D';

/** Longest text that is drawn; the rest is cut, and said to be. */
export const LONGEST = 400;

function markOf(character: string): string {
	const code = character.codePointAt(0) ?? 0xfffd;
	return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Splits a text into what can be read and marks for what cannot. */
export function visiblePieces(text: string, longest = LONGEST): Piece[] {
	// Nearly every text is short and plain, and there are many on a screen that scrolls.
	if (text.length <= longest && !UNSEEN.test(text)) return text === '' ? [] : [{ text, mark: false }];
	const pieces: Piece[] = [];
	let plain = '';
	// A code point is at most two units: cutting first keeps a text of a megabyte cheap.
	const characters = Array.from(text.slice(0, longest * 2 + 2));
	const cut = characters.length > longest || text.length > longest * 2 + 2;
	const shown = cut ? characters.slice(0, longest) : characters;
	for (const [at, character] of shown.entries()) {
		// Families and professions are pictures joined by an unseen joiner: they stay whole.
		const joins =
			character === JOINER && PICTURE.test(shown[at - 1] ?? '') && PICTURE.test(shown[at + 1] ?? '');
		if (UNSEEN.test(character) && !joins) {
			if (plain !== '') pieces.push({ text: plain, mark: false });
			plain = '';
			pieces.push({ text: markOf(character), mark: true });
		} else {
			plain += character;
		}
	}
	if (cut) plain += '…';
	if (plain !== '') pieces.push({ text: plain, mark: false });
	return pieces;
}

/** The same as one string, for titles, labels and announcements. */
export function visibleText(text: string, longest = LONGEST): string {
	return visiblePieces(text, longest)
		.map((piece) => (piece.mark ? `[${piece.text}]` : piece.text))
		.join('');
}

/** For comparing: without case and accents. */
export function fold(text: string): string {
	return text.slice(0, 1000).normalize('NFKD').replace(/\p{Diacritic}/gu, '').toLowerCase();
}
