// What must not be in the window's source.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('.', import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
	.filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'))
	.map((name) => ({ name, text: readFileSync(new URL(name, root), 'utf8') }));
const components = files.filter(({ name }) => name.endsWith('.svelte'));

/** Mark-up without scripts, styles, comments, tags and expressions: the literal text. */
function literalText(source: string): string {
	let text = source
		.replace(/<script[\s\S]*?<\/script>/g, '')
		.replace(/<style[\s\S]*?<\/style>/g, '')
		.replace(/<!--[\s\S]*?-->/g, '');
	// Innermost braces first, so that templates in expressions go too.
	for (let before = ''; before !== text; ) {
		before = text;
		text = text.replace(/\{[^{}]*\}/g, '');
	}
	return text.replace(/<[^>]*>/g, '');
}

/** Words that are read aloud or shown, given as a literal attribute. */
function literalAttributes(source: string): string[] {
	const markup = source.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<style[\s\S]*?<\/style>/g, '');
	return [...markup.matchAll(/\s(?:aria-label|title|placeholder|alt|aria-valuetext)="([^"{]+)"/g)].map((match) => match[1] ?? '');
}

describe('the source', () => {
	it('is found', () => {
		expect(components.length).toBeGreaterThan(25);
	});

	it.each(['{@html', 'innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document.write', 'eval(', 'new Function', 'javascript:'])(
		'never uses %s',
		(word) => {
			// The names of the pretend hostile bots are data that must do no harm.
			const guilty = files.filter(({ name, text }) => name !== 'ipc/fake/names.ts' && text.includes(word));
			expect(guilty.map(({ name }) => name)).toEqual([]);
		},
	);

	it('has no inline styles, which the content security policy forbids', () => {
		expect(components.filter(({ text }) => /\sstyle="/.test(text)).map(({ name }) => name)).toEqual([]);
	});

	it('keeps secrets out of every store', () => {
		const stores = /localStorage|sessionStorage|indexedDB|document\.cookie/;
		expect(files.filter(({ text }) => stores.test(text)).map(({ name }) => name)).toEqual([]);
	});

	it.each(components)('has its words in the catalogue, not in $name', ({ text }) => {
		expect(literalText(text).match(/[A-Za-z]{2,}/g) ?? []).toEqual([]);
		expect(literalAttributes(text)).toEqual([]);
	});
});
