import { describe, expect, it } from 'vitest';
import { fold, LONGEST, visiblePieces, visibleText } from './visible';

describe('text from elsewhere', () => {
	it('stays as it is where it can be read', () => {
		for (const text of ['Billing', 'שלום', 'مرحبا', 'Zürich', '👩‍💻 Team', '👨‍👩‍👧', 'ａｂ', '☎️', '<b>&amp;']) {
			expect(visibleText(text)).toBe(text);
		}
	});

	it('shows what would turn the line around', () => {
		expect(visiblePieces('\u202Eevil\u202C')).toEqual([
			{ text: 'U+202E', mark: true },
			{ text: 'evil', mark: false },
			{ text: 'U+202C', mark: true },
		]);
	});

	it('shows what has no shape', () => {
		for (const code of [0x0, 0x7, 0x9, 0xa, 0xad, 0x200b, 0x200c, 0x200d, 0x200e, 0x2028, 0x2066, 0x2060, 0x3164, 0xfeff, 0xe0041, 0xd800]) {
			const text = `a${String.fromCodePoint(code)}b`;
			expect(visiblePieces(text)[1]?.mark, `U+${code.toString(16)}`).toBe(true);
		}
	});

	it('makes two names that differ look different', () => {
		expect(visibleText('pay\u200Bments')).not.toBe(visibleText('payments'));
	});

	it('is cut where it is long, without breaking a character', () => {
		const cut = visibleText('😀'.repeat(1_000_000));
		expect(Array.from(cut)).toHaveLength(LONGEST + 1);
		expect(cut.endsWith('😀…')).toBe(true);
		expect(visibleText('a'.repeat(LONGEST))).toHaveLength(LONGEST);
		expect(visibleText('ab', 1)).toBe('a…');
	});

	it('is compared without case and accents', () => {
		expect(fold('ÉCOLE Straße')).toBe(fold('ecole straße'));
	});
});
