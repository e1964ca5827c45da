import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

describe('the released window', () => {
	let out = '';
	let all = '';
	let html = '';

	beforeAll(async () => {
		out = mkdtempSync(join(tmpdir(), 'window-'));
		await build({ root: fileURLToPath(new URL('../..', import.meta.url)), mode: 'production', logLevel: 'silent', build: { outDir: out, emptyOutDir: true } });
		html = readFileSync(join(out, 'index.html'), 'utf8');
		all = readdirSync(join(out, 'assets')).map((name) => readFileSync(join(out, 'assets', name), 'utf8')).join('\n');
	}, 120_000);

	afterAll(() => rmSync(out, { recursive: true, force: true }));

	it('holds nothing of the pretend backend', () => {
		expect(all).toContain('Look around with sample bots');
		expect(all).not.toContain('Billing assistant');
		expect(all).not.toContain('tenthousand');
	});

	it('holds no inline script and no inline style', () => {
		expect(html).toMatch(/<script type="module" crossorigin src="\.\/assets\/[^"]+"><\/script>/);
		expect(html.match(/<script/g)).toHaveLength(1);
		expect(html).not.toMatch(/<style|style=/);
		expect(all).not.toMatch(/url\(["']?data:/);
	});
});
