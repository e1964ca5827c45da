// Draws every screen in headless Chromium, saves what it looks like, and examines it: axe-core,
// the content security policy, errors on the console, anything that is wider than the window.
// Usage: npm run shots -- ['parts of names' ['looks']] (pictures in SHOTS or ./.shots)

import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launch } from './browser.mjs';
import { serveFake } from './serve.mjs';

const out = resolve(process.env.SHOTS ?? '.shots');
const only = (process.argv[2] ?? '').split(' ');
/** Such as `wide-dark small-light`: these looks only. */
const looks = (process.argv[3] ?? '').split(' ').filter((one) => one !== '');
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** A taller window shows what else is below: SHOTS_HEIGHT=1600. */
const tall = Number(process.env.SHOTS_HEIGHT ?? 0);
const wide = { width: 1120, height: 720 };
const middle = { width: 720, height: 480 };
const small = { width: 320, height: 640 };
const zoomed = { width: 560, height: 360, scale: 2 };

const click = (role, name) => (page) => page.getByRole(role, { name }).first().click();
const rail = (name) => (page) => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name }).click();
const bot = (state) => (page) => page.locator(`[data-state="${state}"]`).first().click();
const fill = (label, text) => (page) => page.getByLabel(label, { exact: true }).fill(text);

const open = (text) => (page) => page.getByText(text).click();
/** The first publish of the list whose starter is told. */
const told = async (page) => {
	await rail('History')(page);
	await page.locator('tbody tr').filter({ has: page.locator('.who bdi') }).first().click();
};
/** Each that is a table says something else from then on. */
const asTables = async (page) => {
	const picture = page.getByRole('button', { name: 'Show as a table' });
	while ((await picture.count()) > 0) await picture.first().click();
};
const listFile = [rail('History'), open('Save this list…')];
const saveList = [...listFile, click('button', 'Choose a file and save…')];
const report = [told, open('Report…')];
const start = click('button', 'Connect my account');
const on = (page) => page.getByRole('button', { name: 'Go on', exact: true }).click();
const other = (host) => async (page) => {
	await page.getByLabel('Another address').check();
	await page.getByLabel('Address', { exact: true }).last().fill(host);
};
const signOut = [rail('Accounts'), click('button', 'Sign out…'), (page) => page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click(), (page) => page.getByText(/^Signed out of/).first().waitFor()];
const test = [start, on, fill('Client ID', 'cs-1234'), fill('Client secret', 'x'.repeat(44)), on];

/** name, scenario, steps */
const SCREENS = [
	['first', 'empty', []],
	['first-import', 'empty', [click('button', 'Import a set-up file')]],
	['first-import-seen', 'empty', [click('button', 'Import a set-up file'), click('button', 'Open a file…')]],
	['bots', 'thirty', []],
	['bots-many', 'tenthousand', []],
	['bots-one', 'one', []],
	['bots-quiet', 'quiet', [(page) => page.getByLabel('State').selectOption('needsLook')]],
	['bots-filtered', 'thirty', [fill('Search bots', 'nothing like it')]],
	['bots-hostile', 'hostile', []],
	['bots-failing', 'failing', []],
	['bots-outdated', 'outdated', []],
	['bots-newer', 'newer', []],
	['bots-newer-unread', 'newerUnread', []],
	['bot-newer', 'newer', [bot('outdated')]],
	['bots-unread', 'unread', []],
	['bots-locked', 'locked', []],
	['bots-samples', 'thirty&mode=samples', []],
	['bots-compact', 'thirty&density=compact', []],
	['bot-failed', 'thirty', [bot('failed')]],
	['bot-publishing', 'thirty', [bot('publishing')]],
	['bot-published', 'thirty', [bot('published')]],
	['bot-unknown', 'thirty', [bot('unknown')]],
	['bot-pictures', 'thirty', [bot('published'), (page) => page.getByRole('heading', { name: 'History of this bot' }).scrollIntoViewIfNeeded()]],
	['bot-change-log', 'thirty', [bot('published'), (page) => page.getByRole('button', { name: 'Look into the change log' }).click(), (page) => page.getByText('from the change log').first().scrollIntoViewIfNeeded()]],
	['bot-change-log-hostile', 'hostile', [bot('published'), (page) => page.getByRole('button', { name: 'Look into the change log' }).click(), (page) => page.getByText('from the change log').first().scrollIntoViewIfNeeded()]],
	['bot-change-log-long', 'thirty&longlog', [bot('published'), (page) => page.getByRole('button', { name: 'Look into the change log' }).click(), (page) => page.getByText('The change log goes on').scrollIntoViewIfNeeded()]],
	['bot-change-log-in-part', 'thirty&longlog', [bot('published'), (page) => page.getByRole('button', { name: 'Look into the change log' }).click(), (page) => page.getByRole('listitem').getByText('may still be missing').scrollIntoViewIfNeeded()]],
	['bot-change-log-older', 'thirty&goeson', [bot('published'), (page) => page.getByRole('button', { name: 'Look into the change log' }).click(), (page) => page.getByText('Older publishes that this app watched').scrollIntoViewIfNeeded()]],
	['accounts-change-log', 'thirty', [rail('Accounts'), (page) => page.getByLabel('Fill gaps from the change log').first().check()]],
	['bot-pictures-parts', 'thirty', [bot('failed'), (page) => page.getByRole('heading', { name: 'Parts over time' }).scrollIntoViewIfNeeded()]],
	['bot-pictures-tables', 'thirty', [bot('failed'), asTables]],
	['bot-cannot', 'failing', [bot('cannotCheck')]],
	['bot-outdated', 'outdated', [bot('outdated')]],
	['bot-never', 'thirty', [(page) => page.getByLabel('State').selectOption('notPublished'), bot('notPublished')]],
	['bot-hostile', 'hostile', [bot('failed')]],
	['bot-archived', 'thirty', [bot('failed'), click('button', 'Archive this bot'), (page) => page.getByRole('button', { name: 'Watch it again' }).first().scrollIntoViewIfNeeded()]],
	['bots-archived', 'thirty', [bot('failed'), click('button', 'Archive this bot'), (page) => page.keyboard.press('Escape'), (page) => page.getByLabel('Which bots').selectOption('archived')]],
	['bots-archived-none', 'thirty', [bot('published'), click('button', 'Favourite'), (page) => page.keyboard.press('Escape'), (page) => page.getByLabel('Which bots').selectOption('archived')]],
	['bots-signed-out', 'thirty', [...signOut, rail('Bots')]],
	['bot-signed-out', 'one', [...signOut, rail('Bots'), bot('outdated')]],
	['bot-rename', 'thirty', [bot('published'), click('button', 'Rename')]],
	['bot-remove', 'thirty', [bot('published'), click('button', 'Remove this bot…')]],
	['overview', 'thirty', [rail('History'), click('button', 'Overview')]],
	['overview-tables', 'thirty', [rail('History'), click('button', 'Overview'), asTables]],
	['overview-hostile', 'hostile', [rail('History'), click('button', 'Overview')]],
	['overview-year', 'thirty&named', [rail('History'), click('button', 'Overview'), (page) => page.getByRole('combobox', { name: 'Time' }).selectOption('365')]],
	['overview-one', 'one', [rail('History'), click('button', 'Overview')]],
	['overview-none', 'one&bare', [rail('History'), click('button', 'Overview')]],
	['overview-unread', 'unread', [rail('History'), click('button', 'Overview')]],
	['alerts', 'thirty', [rail('Alerts')]],
	['alerts-none', 'quiet', [rail('Alerts')]],
	['alerts-hostile', 'hostile', [rail('Alerts')]],
	['alerts-unread', 'unread', [rail('Alerts')]],
	['alerts-called', 'thirty&called', []],
	['bot-mute', 'thirty', [bot('failed'), click('button', 'Mute…')]],
	['bot-on-it', 'thirty', [bot('failed'), click('button', 'I’m on it')]],
	['bot-alerts', 'thirty', [bot('failed'), open('What is told of this bot…')]],
	['history', 'thirty', [rail('History')]],
	['history-none', 'empty', [rail('History')]],
	['history-filtered', 'one', [rail('History'), (page) => page.getByLabel('State', { exact: true }).selectOption('unknown')]],
	['history-gaps', 'thirty', [rail('History'), (page) => page.getByRole('row', { name: /^Not watched/ }).nth(0).scrollIntoViewIfNeeded()]],
	['history-chips', 'thirty', [
		rail('History'), (page) => page.getByLabel('State', { exact: true }).selectOption('failed'), (page) => page.getByLabel('Time', { exact: true }).selectOption('days'),
		(page) => page.getByLabel('From', { exact: true }).fill('2020-01-01'), (page) => page.getByLabel('Parts', { exact: true }).selectOption('failed'),
	]],
	['history-time', 'one', [rail('History'), (page) => page.getByLabel('Time', { exact: true }).selectOption('days'), (page) => page.getByLabel('To', { exact: true }).fill('2020-01-01')]],
	['history-hostile', 'hostile', [rail('History')]],
	['history-export', 'thirty', listFile],
	['history-export-begun', 'thirty&slow', saveList],
	['history-export-busy', 'thirty&slow', [...saveList, (page) => page.getByText(/written so far/).waitFor()]],
	['history-export-done', 'thirty', saveList],
	['history-export-named', 'hostile', saveList],
	['history-export-full', 'thirty&disk=diskFull', saveList],
	['history-export-gone', 'thirty&disk=folderGone', saveList],
	['history-export-cancelled', 'thirty&disk=cancelled', saveList],
	['history-export-refused', 'thirty&refuse', saveList],
	['people-give', 'thirty', [told, click('button', 'Name this person…')]],
	['people-change', 'thirty&named', [told, click('button', 'Change the name…')]],
	['people-refused', 'thirty&refuse', [told, click('button', 'Name this person…'), fill('Name', 'Ann Smith'), click('button', 'Save')]],
	['people-empty', 'thirty', [told, click('button', 'Name this person…'), fill('Name', '  '), click('button', 'Save')]],
	['people-hostile', 'hostile', [told, click('button', /the name…|this person…/)]],
	['people-list', 'thirty&named', [rail('History')]],
	['report', 'thirty', report],
	['report-saved', 'thirty', [...report, click('button', 'Save as a web page…')]],
	['report-full', 'thirty&disk=diskFull', [...report, click('button', 'Save as a web page…')]],
	['report-cancelled', 'thirty&disk=cancelled', [...report, click('button', 'Save as a web page…')]],
	['report-refused', 'thirty&refuse', [...report, click('button', 'Copy as text')]],
	['report-hostile', 'hostile', [...report, click('button', 'Save as a web page…')]],
	['job', 'thirty', [rail('History'), (page) => page.locator('tbody tr[data-job]').nth(3).click()]],
	['accounts', 'thirty', [rail('Accounts')]],
	['accounts-failing', 'failing', [rail('Accounts')]],
	['accounts-secret', 'failing', [rail('Accounts'), click('button', 'Give the secret again')]],
	['accounts-awaited', 'empty', [click('button', 'Import a set-up file'), click('button', 'Open a file…'), click('button', 'Take it in')]],
	['accounts-setup-file', 'thirty', [
		rail('Accounts'), (page) => page.locator('summary').filter({ hasText: 'Set-up file' }).click(), click('button', 'Save the set-up file…'), click('button', 'Open a file…'),
	]],
	['accounts-remove', 'thirty', [rail('Accounts'), click('button', 'Remove this account…')]],
	['accounts-edit', 'thirty', [rail('Accounts'), click('button', 'Name and colour')]],
	['accounts-signout', 'thirty', [rail('Accounts'), click('button', 'Sign out…'), (page) => page.getByLabel('Delete everything of this account').check()]],
	['accounts-preview', 'thirty', [
		rail('Accounts'), click('button', 'Add bots'),
		fill('Bot IDs', Array.from({ length: 60 }, (_, at) => (at % 9 === 4 ? `cs-${at}\u202E-wrong` : `st-new-${at};Bot ${at};Retail`)).join('\n')),
		click('button', 'Look through the list'),
	]],
	['bot-notes', 'thirty', [bot('published'), click('button', 'Favourite'), (page) => page.getByLabel('Group', { exact: true }).last().fill('Retail'), click('button', 'Save')]],
	['first-resume', 'empty&setup=app', []],
	['first-resume-saved', 'one&bare&setup=bots', []],
	['setup-place', 'empty', [start]],
	['setup-place-other', 'empty', [start, other('http://bots.example.com'), on]],
	['setup-app', 'empty', [start, on]],
	['setup-app-where', 'empty', [start, on, open('Where do I find these?')]],
	['setup-app-advanced', 'empty', [start, on, open('Advanced')]],
	['setup-app-notes', 'empty', [start, on, fill('Client ID', 'u-1234'), fill('Client secret', 'cs-1234'), on]],
	['setup-app-long', 'empty', [start, other(`https://${'very-long-name.'.repeat(14)}example.com/builder?x=1`), on]],
	['setup-app-again', 'empty&setup=test', [on]],
	['setup-test', 'empty', test],
	['setup-test-quiet', 'empty&test=quiet&proxy=proxy.example.com:8080', test],
	['setup-test-stall', 'empty&test=stall', test],
	...['unreachable', 'proxy_sign_in', 'proxy_refused', 'not_kore', 'server', 'rate_limited', 'untrusted_server', 'wrong_clock', 'bad_credentials', 'encryption_enforced', 'missing_scope', 'unknown_bot', 'too_large'].map(
		(kind) => [`setup-test-${kind}`, `empty&test=${kind}`, test],
	),
	['setup-test-signing', 'empty&test=signing', test],
	['setup-test-hostile', `empty&test=untrusted_server&issuer=${encodeURIComponent('\u202Eevil\u202C ' + 'A'.repeat(300))}`, test],
	['setup-keychain', 'empty&nokeychain', [...test, on]],
	['setup-bots', 'empty', [...test, on]],
	['setup-bots-preview', 'empty', [...test, on, fill('Bot IDs', 'st-11111111\nst-11111111\nhello there'), click('button', 'Watch these bots')]],
	['setup-bots-found', 'empty', [...test, on, click('button', 'Find my bots')]],
	['setup-bots-many', 'empty&find=many', [...test, on, click('button', 'Find my bots'), click('button', 'Choose all')]],
	['setup-bots-hostile', 'empty&find=hostile', [...test, on, click('button', 'Find my bots')]],
	['setup-bots-noscope', 'empty&find=noscope', [...test, on, click('button', 'Find my bots')]],
	['setup-done', 'empty', [...test, on, fill('Bot IDs', 'st-11111111 st-22222222'), click('button', 'Watch these bots')]],
	['accounts-test', 'one&test=missing_scope', [rail('Accounts'), open('Connection test')]],
	['settings', 'thirty', [rail('Settings')]],
	['diagnostics', 'thirty', [rail('Settings'), click('button', 'Show diagnostics'), click('button', 'Save the diagnostics…')]],
	['settings-room', 'thirty', [
		rail('Settings'), (page) => page.getByLabel('Keep', { exact: true }).selectOption('oneYear'),
		(page) => page.getByRole('button', { name: 'Keep only these…' }).scrollIntoViewIfNeeded(),
	]],
	['settings-room-ask', 'thirty', [
		rail('Settings'), (page) => page.getByLabel('Keep', { exact: true }).selectOption('oneYear'), click('button', 'Keep only these…'),
	]],
	['settings-room-freed', 'thirty', [
		rail('Settings'), (page) => page.getByLabel('Keep', { exact: true }).selectOption('oneYear'), click('button', 'Keep only these…'),
		click('button', 'Remove'), click('button', 'Free space now'), (page) => page.getByText(/^The history takes .* now\.$/).last().scrollIntoViewIfNeeded(),
	]],
	['settings-blocked', 'thirty&system=blocked', [rail('Settings'), click('button', 'Send a test')]],
	['network', 'thirty&pac&test=untrusted_server', [
		rail('Settings'), (page) => page.getByLabel('A proxy server that I name').check(), fill('Address of the proxy server', 'http://proxy.example.com:8080'),
		click('button', 'Test these settings'), (page) => page.getByTestId('network').scrollIntoViewIfNeeded(),
	]],
	['network-refused', 'thirty', [
		rail('Settings'), (page) => page.getByLabel('A proxy server that I name').check(), fill('Address of the proxy server', 'http://ada:secret@proxy.example.com'),
		fill('File with extra certificates (may stay empty)', '/nowhere.pem'), click('button', 'Save the network settings'),
	]],
];

mkdirSync(out, { recursive: true });
const site = await serveFake(join(out, 'site'));
const browser = await launch();

const found = [];
for (const [name, scenario, steps] of SCREENS) {
	if (!only.some((part) => name.includes(part))) continue;
	for (const [sizeName, size] of Object.entries({ wide, middle, small, zoomed })) {
		for (const theme of ['light', 'dark', 'forced']) {
			if (theme !== 'light' && sizeName !== 'wide') continue;
			if (looks.length > 0 && !looks.includes(`${sizeName}-${theme}`)) continue;
			const label = `${name}-${sizeName}-${theme}`;
			const page = await browser.newPage({
				viewport: { width: size.width, height: Math.max(size.height, tall) },
				deviceScaleFactor: size.scale ?? 1,
				colorScheme: theme === 'dark' ? 'dark' : 'light',
				forcedColors: theme === 'forced' ? 'active' : 'none',
				reducedMotion: 'reduce',
			});
			const say = (text) => found.push(`${label}: ${text}`);
			page.on('console', (message) => {
				if (['error', 'warning'].includes(message.type())) say(`console: ${message.text()}`);
			});
			page.on('pageerror', (error) => say(`error: ${error.message}`));
			page.on('request', (request) => {
				if (!request.url().startsWith(site.address)) say(`request to ${request.url()}`);
			});
			// As the app does it (freezePrototype).
			await page.addInitScript(() => Object.freeze(Object.prototype));
			page.setDefaultTimeout(5000);
			try {
				await page.goto(`${site.address}?still&scenario=${scenario}`);
				await page.getByRole('main').waitFor();
				await page.waitForTimeout(150);
				for (const step of steps) {
					await step(page);
					await page.waitForTimeout(120);
				}
				await page.waitForTimeout(150);
				await page.screenshot({ path: join(out, `${label}.png`) });
				const wider = await page.evaluate(() => {
					const most = document.documentElement.clientWidth;
					const scrolling = [...document.querySelectorAll('main, section, .page')].filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible');
					return [...(document.documentElement.scrollWidth > most ? ['the document'] : []), ...scrolling.map((one) => one.className || one.tagName)];
				});
				for (const what of wider) say(`wider than the window: ${what}`);
				await page.evaluate(axe);
				const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
				for (const violation of result.violations) {
					say(`axe ${violation.impact} ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} [${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}]`).join(' | ')}`);
				}
			} catch (error) {
				say(`step: ${String(error.message).split('\n')[0]}`);
			}
			await page.close();
		}
	}
}
await browser.close();
site.stop();
console.log(found.length === 0 ? 'nothing found' : found.join('\n'));
process.exitCode = found.some((line) => / (axe (serious|critical)|error:|console:|request|step:|wider)/.test(line)) ? 1 : 0;
