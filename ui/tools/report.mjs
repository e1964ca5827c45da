// Reads a saved report as its reader does: in a browser, on a screen and on A4 paper.
// Usage: node tools/report.mjs FILE (tells what stands in it as JSON; pictures in SHOTS)

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** A4 less the margins of the report's own `@page`, in CSS pixels. */
const MM = 96 / 25.4;
const PAPER = { width: Math.floor((210 - 2 * 18) * MM), height: Math.floor((297 - 2 * 18) * MM) };

/** What a report says, how many pages it takes, and `found`: everything that is wrong with it. */
export async function readReport(browser, file, shots = null) {
	const found = [];
	const context = await browser.newContext({ viewport: { width: 1120, height: 800 }, reducedMotion: 'reduce' });
	const page = await context.newPage();
	const address = pathToFileURL(resolve(file)).href;
	page.on('request', (request) => {
		if (request.url() !== address) found.push(`request to ${request.url()}`);
	});
	// What the policy has to stop is told on the console too: nothing in a report may even try.
	page.on('console', (message) => found.push(`console: ${message.text()}`));
	page.on('pageerror', (error) => found.push(`error: ${error.message}`));
	page.on('dialog', (dialog) => dialog.dismiss());
	await page.goto(address);
	const picture = async (name) => {
		if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
	};

	for (const [name, width, colorScheme] of [['wide', 1120, 'light'], ['dark', 1120, 'dark'], ['small', 320, 'light'], ['zoomed', 560, 'light']]) {
		await page.emulateMedia({ media: 'screen', colorScheme });
		await page.setViewportSize({ width, height: 800 });
		await tellCut(page, name, found);
		// The driver's own script, beside the page's policy.
		await page.evaluate(axe);
		const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations', 'passes'] }));
		if (passes.length < 10) found.push(`axe looked at nothing: ${passes.length}`);
		for (const one of violations) found.push(`${name}: axe ${one.impact} ${one.id} at ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
		await picture(name);
	}

	await page.emulateMedia({ media: 'print', colorScheme: 'light' });
	await page.setViewportSize(PAPER);
	await tellCut(page, 'paper', found);
	await picture('paper');
	const long = await page.evaluate(() => document.documentElement.scrollHeight);
	const pdf = await page.pdf({ preferCSSPageSize: true, path: shots ? join(shots, 'paper.pdf') : undefined });
	const { pages, sizes } = sheets(pdf);
	if (sizes.some(([width, height]) => Math.abs(width - 595) > 1 || Math.abs(height - 842) > 1)) found.push(`not A4: ${JSON.stringify(sizes)}`);
	// Rows are not torn, so that a page may end early; more than that is paper for nothing.
	const most = Math.ceil(long / PAPER.height) * 1.5 + 1;
	if (pages < long / PAPER.height - 1 || pages > most) found.push(`${pages} pages for ${long} px`);

	const said = await page.evaluate(() => ({
		title: document.title,
		lang: document.documentElement.lang,
		heads: [...document.querySelectorAll('h1, h2')].map((one) => one.innerText),
		text: document.body.innerText,
	}));
	if (said.lang !== 'en') found.push('no language');
	await context.close();
	return { ...said, pages, found };
}

/** Whatever ends to the right of the page, or is cut inside its own box. */
async function tellCut(page, name, found) {
	const cut = await page.evaluate(() => {
		const most = document.documentElement.clientWidth;
		return [...document.querySelectorAll('body, body *')]
			.filter((one) => one.getBoundingClientRect().right > most + 0.5 || one.getBoundingClientRect().left < -0.5 || (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline'))
			.map((one) => `${one.tagName.toLowerCase()} “${one.innerText.slice(0, 30)}”`);
	});
	if (cut.length > 0) found.push(`${name}: cut at the edge: ${cut.slice(0, 5).join(', ')}`);
}

/** The pages of a PDF and how large they are, in points. */
function sheets(pdf) {
	const text = pdf.toString('latin1');
	const pages = [...text.matchAll(/\/Type\s*\/Page(?![a-zA-Z])/g)].length;
	const sizes = [...text.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map((one) => [Number(one[1]), Number(one[2])]);
	return { pages, sizes };
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
	const browser = await launch();
	const told = await readReport(browser, process.argv[2], process.env.SHOTS ?? null);
	await browser.close();
	console.log(JSON.stringify(told));
	process.exitCode = told.found.length === 0 ? 0 : 1;
}
