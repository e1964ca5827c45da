// Walks through the window by keyboard and pointer, with the pretend backend, and looks at what a
// person would notice: where the focus is, what is said, what stays. Usage: npm run journeys

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { readReport } from './report.mjs';
import { serveFake } from './serve.mjs';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

const out = mkdtempSync(join(tmpdir(), 'journeys-'));
const site = await serveFake(out);
const browser = await launch();

const journeys = {
	async 'alerts are counted until they are seen, and lead to their bot'(page) {
		await page.open('thirty');
		const rail = page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Alerts' });
		await rail.getByText('need a look').or(rail.getByText('needs a look')).waitFor({ state: 'attached' });
		await page.rail('Alerts');
		const list = page.getByRole('list', { name: 'Alerts' });
		await list.waitFor();
		await page.waitForFunction(() => !document.querySelector('nav button[aria-current]').innerText.includes('need'));
		assert.ok((await list.getByRole('listitem').count()) > 3);
		const failed = list.locator('[data-kind="failed"]').getByRole('button').first();
		const name = await failed.innerText();
		await failed.click();
		await page.heading(name);
	},

	async 'a history that takes long to open says so until it is there'(page) {
		await page.open('thirty&opening');
		await page.getByText('Reading…').waitFor();
		await page.getByText('The history is being opened.').waitFor();
		await page.locator('[data-bot]').first().waitFor();
		assert.equal(await page.getByText('The history is being opened.').count(), 0);
	},

	async 'a clicked notification leads to its bot, also at the start'(page) {
		await page.open('thirty&called');
		await page.waitFor('h1:focus');
		assert.notEqual(await page.title(), 'Bots · Publish Monitor');
	},

	async 'a bot is muted and told again'(page) {
		await page.open('thirty');
		await page.locator('[data-state="failed"]').first().click();
		await page.getByRole('button', { name: 'I’m on it' }).click();
		await page.getByText('You are on it until').waitFor();
		await page.getByRole('button', { name: 'Mute…' }).click();
		await page.getByRole('button', { name: 'Until it works' }).click();
		await page.getByText('Muted until it works').waitFor();
		await page.rail('Settings');
		const quiets = page.getByTestId('quiets');
		await quiets.waitFor();
		assert.equal(await quiets.getByRole('listitem').count(), 2);
		await quiets.getByRole('button').first().click();
		await page.waitForFunction(() => document.querySelectorAll('[data-testid=quiets] li').length === 1);
	},

	async 'publishes that nobody watched are looked up in the change log'(page) {
		await page.open('thirty&nolog');
		await page.locator('[data-state="published"]').first().click();
		await page.getByRole('button', { name: 'Look into the change log' }).click();
		await page.getByText('Logs → Bot Audit Logs').waitFor();
		await page.open('thirty&longlog');
		await page.locator('[data-state="published"]').first().click();
		await page.getByRole('button', { name: 'Look into the change log' }).click();
		await page.getByText('The change log goes on: look again to read the rest.').waitFor();
		await page.getByRole('status').getByText('a publish of that day may still be missing').waitFor();
		await page.getByRole('listitem').getByText('a publish of that day may still be missing').waitFor();
		await page.open('thirty');
		await page.locator('[data-state="published"]').first().click();
		assert.equal(await page.getByText('from the change log').count(), 0);
		await page.getByRole('button', { name: 'Look into the change log' }).press('Enter');
		await page.getByText('2 publishes that were missing here').waitFor();
		assert.equal(await page.getByText('from the change log').count(), 2);
		await page.getByText('3 parts: Knowledge task, Check balance, Pay a bill').waitFor();
	},

	async 'a bot of an account that was signed out of says so, and leads back'(page) {
		await page.open('one');
		await page.rail('Accounts');
		await page.getByRole('button', { name: 'Sign out…' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
		await page.getByText(/^Signed out of/).first().waitFor();
		// Who has just signed out is not asked for the secret at once.
		assert.equal(await page.getByRole('form').count(), 0);
		await page.rail('Bots');
		await page.getByTestId('headline').getByText('1 bot is not checked: you signed out of Group production').waitFor();
		assert.doesNotMatch(await page.getByTestId('headline').innerText(), /all right|within/);
		await page.getByLabel('State', { exact: true }).selectOption('needsLook');
		await page.getByText('No bot that is checked failed').waitFor();
		await page.getByRole('button', { name: 'Show all bots' }).last().click();
		await page.getByRole('button', { name: 'Check all now' }).press('Enter');
		await page.locator('.said.shown', { hasText: '1 bot is left out: you signed out of Group production.' }).waitFor();
		await page.getByRole('row').nth(1).click();
		const bot = page.getByTestId('bot');
		await bot.getByText('Not checked: you signed out of this account.').waitFor();
		await bot.getByText('What is told of this bot…').waitFor();
		for (const name of ['Check now', 'Follow this publish', 'Mute…']) assert.equal(await bot.getByRole('button', { name }).count(), 0, name);
		assert.doesNotMatch(await bot.innerText(), /rounds were missed|waits for you|Publishing now/);
		await page.looksWell('a bot of an account that was signed out of');
		await bot.getByRole('button', { name: 'Give the secret again' }).press('Enter');
		await page.getByLabel('Client secret').fill('0123456789012345678901234567890123456789abc=');
		await page.getByRole('button', { name: 'Save the secret' }).click();
		await page.getByText('The secret was saved.').first().waitFor();
		await page.rail('Bots');
		await page.getByRole('row').nth(1).click();
		await bot.getByRole('button', { name: 'Check now' }).waitFor();
	},

	async 'an archived bot says so on top, and is watched again from there'(page) {
		await page.open('thirty');
		const failed = page.locator('[data-state="failed"]').first();
		await failed.click();
		const bot = page.getByTestId('bot');
		await bot.getByRole('button', { name: 'Archive this bot' }).press('Enter');
		await bot.getByTestId('bot-state').getByText('Archived').waitFor();
		assert.equal(await bot.getByTestId('bot-state').innerText(), 'Archived · was Failed');
		await bot.getByText(/^Not checked since .*\. Its history stays here\.$/).waitFor();
		for (const name of ['Check now', 'Follow this publish', 'Mute…', 'I’m on it']) assert.equal(await bot.getByRole('button', { name }).count(), 0, name);
		assert.doesNotMatch(await bot.innerText(), /No check is planned/);
		await page.looksWell('an archived bot');
		await page.getByLabel('Which bots').selectOption('archived');
		assert.match(await page.getByRole('row').nth(1).innerText(), /Archived\s+was Failed/);
		await bot.getByRole('button', { name: 'Watch it again' }).first().press('Enter');
		await page.waitForFunction(() => document.activeElement?.textContent.trim() === 'Follow this publish');
		await page.getByText('An archived bot is no longer checked; its history stays.').waitFor();
	},

	async 'whoever checks during a pause is told that checks are paused'(page) {
		await page.open('thirty');
		await page.rail('Settings');
		await page.getByRole('button', { name: 'For 30 minutes' }).click();
		await page.rail('Bots');
		const told = page.locator('.said.shown', { hasText: 'Nothing is checked now: checks are paused until' });
		await page.getByRole('button', { name: 'Check all now' }).press('Enter');
		await told.waitFor();
		await page.locator('[data-state="failed"]').first().click();
		await page.getByTestId('bot').getByRole('button', { name: 'Check now' }).press('Enter');
		await told.waitFor();
	},

	async 'a narrow list says that the time beside a state is that of the check'(page) {
		await page.open('thirty');
		const check = page.locator('[data-state="failed"] .check').first();
		assert.match(await check.locator('time').getAttribute('title'), /^Last check /);
		assert.doesNotMatch(await check.innerText(), /checked/);
		await page.setViewportSize({ width: 320, height: 640 });
		assert.match(await check.innerText(), /^checked /);
	},

	async 'the ring around a chosen radio button stands apart from it'(page) {
		await page.open('thirty');
		await page.rail('Settings');
		await page.getByLabel('Dark').check();
		await page.getByLabel('Dark').press('ArrowLeft');
		const ring = await page.evaluate(() => {
			const { outlineStyle, outlineOffset } = getComputedStyle(document.activeElement);
			return { checked: document.activeElement.checked, outlineStyle, outlineOffset };
		});
		assert.deepEqual(ring, { checked: true, outlineStyle: 'solid', outlineOffset: '2px' });
	},

	async 'diagnostics are read before they are saved, and a full disk is told'(page) {
		await page.open('thirty');
		await page.rail('Settings');
		assert.equal(await page.getByRole('button', { name: 'Save the diagnostics…' }).count(), 0);
		await page.getByRole('button', { name: 'Show diagnostics' }).click();
		await page.waitFor('pre[role=region]:focus');
		await page.getByRole('button', { name: 'Save the diagnostics…' }).click();
		await page.getByText('Saved as publish-monitor-diagnostics.txt.').waitFor();
		await page.open('thirty&disk=diskFull');
		await page.rail('Settings');
		await page.getByRole('button', { name: 'Show diagnostics' }).click();
		await page.getByRole('button', { name: 'Save the diagnostics…' }).click();
		await page.getByText('Nothing was saved: the disk is full.').waitFor();
	},

	async 'a set-up file is opened at the first start, looked at, and taken in'(page) {
		await page.open('empty');
		await page.getByRole('button', { name: 'Import a set-up file' }).click();
		await page.waitFor('#import ~ form button:focus');
		await page.keyboard.press('Enter');
		await page.waitFor('[data-preview]:focus');
		await page.getByText('New account “Germany”').waitFor();
		await page.getByText('1 alert choice differs from yours. Yours stay.').waitFor();
		// Who thinks better of it is back at the three ways; the file's own text is not shown to them.
		await page.getByRole('button', { name: 'Cancel' }).click();
		await page.waitFor('#way-import ~ button:focus');
		await page.keyboard.press('Enter');
		await page.waitFor('#import ~ form button:focus');
		await page.keyboard.press('Enter');
		await page.waitFor('[data-preview]:focus');
		if ((await page.locator('textarea').count()) > 0) throw new Error('the text of the file is shown to write in');
		await page.getByRole('button', { name: 'Take it in' }).click();
		await page.heading('Accounts');
		await page.getByText('The set-up file was taken in. 1 account waits for the secret.').waitFor();
		await page.getByText('This account came from a set-up file').waitFor();
		await page.getByRole('button', { name: 'Give its secret' }).click();
		await page.getByRole('form', { name: 'Give its secret' }).waitFor();
		for (const lost of ['memory only', 'Give the secret again', 'Secret missing']) {
			if ((await page.getByText(lost).count()) > 0) throw new Error(`“${lost}” of an account that has lost nothing`);
		}
	},

	async 'a list of bots is opened from a file, and a spreadsheet is not'(page) {
		const choose = async (scenario) => {
			await page.open(scenario);
			await page.rail('Accounts');
			await page.getByRole('button', { name: 'Add bots' }).first().click();
			await page.getByRole('button', { name: 'Open a list…' }).click();
		};
		await choose('one');
		await page.waitForFunction(() => document.querySelector('textarea')?.value.includes('st-aaaa1111'));
		await choose('one&file=none');
		await page.getByText('“bots.xlsx” is no text.').waitFor();
	},

	async 'a list of ten thousand draws few rows and is walked by keyboard'(page) {
		await page.open('tenthousand');
		const grid = page.getByRole('grid', { name: 'Bots' });
		assert.equal(await grid.getAttribute('aria-rowcount'), '10001');
		assert.ok((await grid.getByRole('row').count()) < 60);
		await page.keyboard.press('/');
		assert.equal(await page.focused('aria-label'), 'Search bots');
		await page.keyboard.press('ArrowDown');
		assert.equal(await page.focused('aria-rowindex'), '2');
		await page.keyboard.press('End');
		await page.waitFor('[aria-rowindex="10001"]:focus');
		await page.keyboard.press('PageUp');
		await page.waitFor('[aria-rowindex="10001"]:not(:focus)');
		await page.keyboard.press('Home');
		await page.waitFor('[aria-rowindex="2"]:focus');
	},

	async 'the focus survives being scrolled away and updates'(page) {
		await page.open('tenthousand', { moving: true });
		await page.keyboard.press('/');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('End');
		await page.waitFor('[aria-rowindex="10001"]:focus');
		const bot = await page.focused('data-bot');
		const before = await page.getByTestId('headline').innerText();
		await page.evaluate(() => document.querySelector('.scroller').scrollTo(0, 0));
		// News arrives each 1.2 seconds; the sum of percents on the screen shows that it did.
		const shown = () => page.getByRole('grid').innerText();
		const first = await shown();
		await page.waitForFunction((text) => document.querySelector('[role="grid"]').innerText !== text, first);
		assert.equal(await page.focused('data-bot'), bot);
		assert.equal(await page.evaluate(() => document.querySelector('.scroller').scrollTop), 0);
		assert.match(before, /10,000 bots need a look/);
	},

	async 'a bot opens with Enter, takes the focus, and gives it back with Escape'(page) {
		for (const width of [1120, 720, 320]) {
			await page.setViewportSize({ width, height: 640 });
			await page.open('thirty');
			await page.keyboard.press('/');
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('ArrowDown');
			await page.waitFor('[aria-rowindex="3"]:focus');
			const bot = await page.focused('data-bot');
			await page.keyboard.press('Enter');
			await page.waitFor('h1:focus');
			const name = await page.evaluate(() => document.activeElement.innerText);
			assert.equal(await page.title(), `${name} · Publish Monitor`);
			assert.equal(await page.getByRole('grid').count(), width === 1120 ? 1 : 0);
			await page.keyboard.press('Escape');
			await page.waitFor(`[data-bot="${bot}"]:focus`);
			assert.equal(await page.title(), 'Bots · Publish Monitor');
		}
	},

	async 'the list stays as it was left'(page) {
		await page.open('tenthousand');
		await page.evaluate(() => document.querySelector('.scroller').scrollTo(0, 20_000));
		await page.waitFor('[aria-rowindex="460"]');
		await page.rail('History');
		await page.waitFor('table');
		await page.rail('Bots');
		await page.waitFor('[aria-rowindex="460"]');
		assert.equal(await page.evaluate(() => document.querySelector('.scroller').scrollTop), 20_000);
	},

	async 'a filter says what it hides and is cleared by one button'(page) {
		await page.open('thirty');
		await page.getByLabel('Search bots').fill('desk');
		await page.getByText('27 bots of 30 are hidden by the filter.').waitFor();
		assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), '4');
		await page.getByRole('button', { name: 'Show all bots' }).click();
		await page.waitFor('[role="grid"][aria-rowcount="31"]');
	},

	async 'an account is connected; a mistake does not lose the secret, saving does'(page) {
		await page.open('empty');
		await page.getByRole('button', { name: 'Connect my account' }).click();
		await page.heading('Where is your Kore.ai?');
		await page.getByLabel('Germany').check();
		await page.keyboard.press('Enter');
		await page.heading('Client ID and secret');
		await page.getByLabel('Client ID', { exact: true }).fill('u-123');
		await page.getByLabel('Client secret').fill('0123456789012345678901234567890123456789abc=');
		await page.keyboard.press('Enter');
		await page.getByText('A client ID begins with cs-.').waitFor();
		const client = page.getByLabel('Client ID', { exact: true });
		assert.equal(await client.getAttribute('aria-invalid'), 'true');
		await page.waitFor('[aria-invalid="true"]:focus');
		assert.equal((await page.getByLabel('Client secret').inputValue()).length, 44);
		await client.fill('cs-123');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'Test the connection' }).waitFor();
		await page.getByText('All is well.').waitFor();
		// Who waited goes on with Enter.
		await page.waitFor('[type="submit"]:focus');
		// A look back, also at another screen, loses nothing.
		await page.getByRole('button', { name: 'Back' }).click();
		await page.heading('Client ID and secret');
		await page.rail('Settings');
		await page.rail('Bots');
		await page.getByRole('button', { name: 'Go on', exact: true }).click();
		await page.heading('Client ID and secret');
		assert.equal((await page.getByLabel('Client secret').inputValue()).length, 44);
		await page.getByRole('button', { name: 'Go on', exact: true }).click();
		await page.getByText('All is well.').waitFor();
		await page.waitFor('[type="submit"]:focus');
		await page.keyboard.press('Enter');
		await page.heading('Which bots do you want to watch?');
		await page.getByLabel('Bot IDs').fill('st-11111111\nst-22222222');
		await page.getByRole('button', { name: 'Watch these bots' }).click();
		await page.heading('de-platform.kore.ai is connected');
		const alerts = page.getByRole('checkbox', { name: 'Show notifications outside the window' });
		await page.getByText('This computer shows notifications of the app.').waitFor();
		await alerts.uncheck();
		await page.getByText('Without them, alerts are in the list only.').waitFor();
		await page.getByText('2 bots are watched from now on.').waitFor();
		await page.keyboard.press('Shift+Tab');
		await page.keyboard.press('Shift+Tab');
		await page.keyboard.press('Enter');
		await page.waitFor('[role="grid"][aria-rowcount="3"]');
		assert.ok(!(await page.content()).includes('0123456789012345'));
	},

	async 'each failing step of the test says what to do, and only what can wait may be passed'(page) {
		const anyway = { unreachable: true, untrusted_server: true, wrong_clock: true, bad_credentials: false, missing_scope: true, not_kore: true };
		for (const [kind, may] of Object.entries(anyway)) {
			await page.open(`empty&test=${kind}`);
			await page.toTheTest();
			await page.waitFor('[data-outcome="failed"]');
			assert.equal(await page.locator('[data-outcome="failed"]').count(), 1);
			assert.ok((await page.locator('[data-outcome="failed"] .sentence').count()) >= 2, kind);
			const button = page.locator('form > .actions [type="submit"]');
			assert.equal(await button.innerText(), may ? 'Go on anyway' : 'Change the client ID or secret', kind);
			await button.click();
			await page.heading(may ? 'Which bots do you want to watch?' : 'Client ID and secret');
		}
	},

	async 'another way of signing is offered where the server wants it'(page) {
		await page.open('empty&test=signing');
		await page.toTheTest();
		await page.getByRole('button', { name: 'Use HS512 and test again' }).click();
		await page.getByText('All is well.').waitFor();
	},

	async 'a result of a test is copied without the secret'(page) {
		await page.open('empty&test=missing_scope');
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		await page.toTheTest();
		await page.getByRole('button', { name: 'Copy the result' }).click();
		await page.getByText('Copied').first().waitFor();
		const text = await page.evaluate(() => navigator.clipboard.readText());
		assert.match(text, /Signed in: Passed/);
		assert.match(text, /May read the publish status: Failed\n {2}This account may not read the publish status\.\n.*tick Bot Publish → Publish Status/);
		assert.ok(!text.includes('0123456789'));
	},

	async 'found bots are put on the list'(page) {
		await page.open('empty');
		await page.toTheTest();
		await page.getByText('All is well.').waitFor();
		await page.getByRole('button', { name: 'Go on', exact: true }).click();
		await page.getByLabel('Bot IDs').fill('st-0f0e0d0c-0001');
		await page.getByRole('button', { name: 'Find my bots' }).click();
		await page.getByLabel('Leave requests').check();
		await page.getByLabel('Travel desk').check();
		await page.getByRole('button', { name: 'Take 2 bots' }).click();
		await page.waitFor('textarea:focus');
		assert.equal(await page.getByLabel('Bot IDs').inputValue(), 'st-0f0e0d0c-0001\nst-0f0e0d0c-0000');
	},

	async 'a set-up that was left off is gone on with'(page) {
		await page.open('empty&setup=test');
		await page.getByRole('heading', { name: 'Go on with setting up de-platform.kore.ai' }).waitFor();
		assert.equal(await page.getByRole('button', { name: 'Connect my account' }).count(), 0);
		await page.getByRole('button', { name: 'Go on', exact: true }).click();
		await page.heading('Client ID and secret');
		await page.getByText('Give the secret again: it was not kept.').waitFor();
		assert.match(await page.getByLabel('Client ID', { exact: true }).inputValue(), /^cs-8f3a/);
		await page.getByRole('button', { name: 'Go on later' }).click();
		await page.getByRole('button', { name: 'Start over' }).click();
		await page.getByRole('button', { name: 'Connect my account' }).click();
		await page.heading('Where is your Kore.ai?');
		assert.equal(await page.getByLabel('United States', { exact: true }).isChecked(), true);
	},

	async 'a password store that does not serve offers memory'(page) {
		await page.open('empty&nokeychain');
		await page.toTheTest();
		await page.getByText('All is well.').waitFor();
		await page.getByRole('button', { name: 'Go on', exact: true }).click();
		await page.waitFor('.keychain:focus');
		await page.getByRole('button', { name: 'Keep it in memory until I close the app' }).click();
		await page.heading('Which bots do you want to watch?');
		await page.rail('Accounts');
		await page.getByText('In memory until you close the app').waitFor();
	},

	async 'samples are entered and left'(page) {
		await page.open('empty');
		await page.getByRole('button', { name: 'Look around with sample bots' }).click();
		const strip = page.getByRole('complementary', { name: 'Sample bots' });
		await strip.waitFor();
		await page.rail('Accounts');
		assert.equal(await page.getByRole('button', { name: 'Add an account' }).count(), 0);
		await page.rail('Bots');
		await page.locator('[data-state="published"]').first().click();
		await page.getByText('Sample bots have no change log.').waitFor();
		assert.equal(await page.getByRole('button', { name: 'Look into the change log' }).count(), 0);
		await page.getByRole('button', { name: 'Leave the samples' }).click();
		await page.getByRole('heading', { name: 'See what your bots publish' }).waitFor();
	},

	async 'a bot is renamed, checked and removed'(page) {
		await page.open('one');
		await page.getByRole('row').nth(1).click();
		await page.getByRole('button', { name: 'Rename' }).click();
		await page.getByLabel('Name of the bot').fill('My bot');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'My bot' }).waitFor();
		await page.getByRole('button', { name: 'Check now', exact: true }).click();
		await page.getByText('Checking this bot now.').waitFor();
		await page.getByRole('button', { name: 'Remove this bot…' }).click();
		// Escape answers the question, and leaves the bot open.
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.getByRole('heading', { name: 'My bot' }).waitFor();
		await page.getByRole('button', { name: 'Remove this bot…' }).press('Enter');
		await page.getByRole('dialog', { name: 'Stop watching My bot?' }).getByRole('button', { name: 'Remove' }).click();
		await page.getByRole('heading', { name: 'No bots yet' }).waitFor();
	},

	async 'the history shows more, filters by bot, and opens a publish'(page) {
		await page.open('thirty');
		await page.rail('History');
		await page.getByRole('button', { name: 'Show more' }).click();
		await page.getByText(/^100 of \d+ publishes shown/).waitFor();
		await page.getByLabel('Bot', { exact: true }).fill('Billing assistant');
		await page.keyboard.press('Enter');
		await page.waitForFunction(() => [...document.querySelectorAll('tbody tr[data-job]')].every((row) => row.innerText.includes('Billing assistant')));
		await page.getByRole('row', { name: /^Not watched .*: the app was closed$/ }).first().waitFor();
		await page.locator('tbody tr[data-job] button').first().press('Enter');
		await page.getByTestId('parts-sum').waitFor();
		await page.keyboard.press('Escape');
		await page.waitFor('tbody tr[data-job] button:focus');
		assert.equal(await page.getByLabel('Bot', { exact: true }).inputValue().then((text) => text.startsWith('Billing assistant')), true);
	},

	async 'nothing in the history is cut that there is room for'(page) {
		await page.open('thirty');
		await page.rail('History');
		await page.locator('tr[data-job]').first().waitFor();
		await page.evaluate(() => {
			for (const cell of document.querySelectorAll('td.took')) cell.textContent = '59 min 59 s';
			for (const word of document.querySelectorAll('td .word.published')) word.textContent = 'Published, waiting for approval';
		});
		for (const width of [1280, 1120, 1000, 900, 800, 730, 700, 320]) {
			await page.setViewportSize({ width, height: 720 });
			const cut = await page.evaluate(() => [...document.querySelectorAll('td.took, td.when, td.parts, td .word')]
				.filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1).map((one) => one.className));
			assert.deepEqual([...new Set(cut)], [], `at ${width}`);
			const bot = await page.locator('td.bot').first().evaluate((one) => one.clientWidth);
			assert.ok(bot >= 140, `at ${width} the bots have ${bot}`);
		}
		await page.setViewportSize({ width: 1280, height: 720 });
		assert.ok(await page.locator('td .word.published').first().evaluate((one) => one.clientHeight < 24), 'a state in two lines');
		for (const width of [360, 320]) {
			await page.setViewportSize({ width, height: 720 });
			const under = await page.evaluate(() => [...document.querySelectorAll('search select')].filter((one) => {
				const style = getComputedStyle(one);
				const pen = new OffscreenCanvas(1, 1).getContext('2d');
				pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
				return one.offsetParent && pen.measureText(one.selectedOptions[0].label).width > one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
			}).map((one) => one.ariaLabel));
			assert.deepEqual(under, [], `under the arrow at ${width}`);
		}
	},

	async 'showing more goes on at the first line that came'(page) {
		await page.open('thirty&alerts=120');
		for (const [screen, more, lines] of [['History', 'Show more', 'tr[data-job]'], ['Alerts', 'Show older alerts', '[data-testid=alerts] > li']]) {
			await page.rail(screen);
			// Arriving takes the focus to the heading.
			await page.waitFor('[data-arrive]:focus');
			await page.getByRole('button', { name: more }).focus();
			await page.keyboard.press('Enter');
			await page.waitForFunction((all) => [...document.querySelectorAll(all)].findIndex((line) => line.contains(document.activeElement)) === 50, lines);
			assert.ok(await page.evaluate(() => {
				const { top, bottom } = document.activeElement.getBoundingClientRect();
				return top >= 0 && bottom <= innerHeight;
			}), `${screen}: out of sight`);
		}
	},

	async 'what was read on stays while bots move, and what began since is offered'(page) {
		await page.open('thirty&alerts=120', { moving: true });
		await page.rail('History');
		await page.getByRole('button', { name: 'Show more' }).click();
		await page.getByText(/^100 of \d+ publishes shown/).waitFor();
		await page.waitForTimeout(3_000);
		assert.match(await page.locator('.status').innerText(), /^100 of/);
		await page.rail('Alerts');
		await page.getByRole('button', { name: 'Show older alerts' }).click();
		await page.waitForFunction(() => document.querySelectorAll('[data-testid=alerts] > li').length === 100);
		await page.waitForTimeout(3_000);
		assert.equal(await page.locator('[data-testid=alerts] > li').count(), 100);
	},

	async 'the history sorts by its heads, and its filters go one by one or all at once'(page) {
		await page.open('thirty');
		await page.rail('History');
		const head = (name) => page.getByRole('columnheader', { name });
		await head('Asked for').and(page.locator('[aria-sort="descending"]')).waitFor();
		const took = head('Took');
		await took.getByRole('button').focus();
		await page.keyboard.press('Enter');
		await took.and(page.locator('[aria-sort="descending"]')).waitFor();
		await page.keyboard.press('Space');
		await took.and(page.locator('[aria-sort="ascending"]')).waitFor();
		assert.equal(await page.locator('[aria-sort]').count(), 1);
		await page.waitForFunction(() => document.querySelector('tbody .took').innerText.endsWith(' s'));

		await page.getByLabel('State', { exact: true }).selectOption('failed');
		await page.getByLabel('Parts', { exact: true }).selectOption('failed:channels');
		await page.getByLabel('Time', { exact: true }).selectOption('month');
		const chips = page.getByRole('group', { name: 'Filters in use' });
		await chips.getByRole('button', { name: 'Remove this filter: Failed in: Channels' }).click();
		await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Remove this filter: Failed');
		await page.waitForFunction(() => [...document.querySelectorAll('tbody td.state')].every((cell) => cell.innerText.includes('Failed')));
		await chips.getByRole('button', { name: 'Show all publishes' }).click();
		await chips.waitFor({ state: 'detached' });

		await page.getByLabel('Time', { exact: true }).selectOption('days');
		await page.getByLabel('From', { exact: true }).fill('2019-03-02');
		await page.getByLabel('To', { exact: true }).fill('2019-03-01');
		await page.getByText('The first day is after the last one.').waitFor();
		await page.getByLabel('To', { exact: true }).fill('2019-03-02');
		await page.getByRole('heading', { name: 'Nothing in this time' }).waitFor();
		await page.getByRole('button', { name: 'Show any time' }).click();
		await page.getByText(/publishes shown/).waitFor();
	},

	async 'a day is typed into the filter, and counts when it is whole'(page) {
		await page.open('thirty');
		await page.rail('History');
		await page.getByLabel('Time', { exact: true }).selectOption('days');
		const from = page.getByLabel('From', { exact: true });
		const chips = page.getByRole('group', { name: 'Filters in use' });
		const hints = page.locator('.hint:visible');
		assert.equal(await hints.count(), 2);
		await page.looksWell('without a day');
		await from.focus();
		await page.keyboard.type('122611');
		assert.equal(await from.inputValue(), '0011-12-26');
		assert.equal(await chips.count(), 0);
		assert.equal(await hints.count(), 1);
		await page.keyboard.press('Enter');
		await page.getByText('This is no whole date yet').waitFor();
		assert.equal(await chips.count(), 0);
		await page.getByLabel('To', { exact: true }).focus();
		await from.focus();
		await page.keyboard.type('12262024');
		assert.equal(await chips.count(), 0);
		await page.keyboard.press('Enter');
		await chips.getByText('From Dec 26, 2024').waitFor();
		assert.equal(await page.getByText('This is no whole date yet').count(), 0);
		// A day that is changed counts when the field is left.
		await page.getByLabel('To', { exact: true }).focus();
		await from.focus();
		await page.keyboard.type('11');
		await chips.getByText('From Dec 26, 2024').waitFor();
		await page.getByLabel('To', { exact: true }).focus();
		await chips.getByText('From Nov 26, 2024').waitFor();
		await chips.getByRole('button', { name: /^Remove this filter: From/ }).press('Enter');
		await page.getByLabel('Time', { exact: true }).selectOption('days');
		assert.equal(await from.inputValue(), '');
		assert.equal(await hints.count(), 2);
	},

	async 'the history goes back to a copy after a question'(page) {
		await page.open('thirty');
		await page.rail('Settings');
		const copies = page.getByTestId('copies');
		await copies.waitFor();
		assert.equal(await copies.getByRole('listitem').count(), 3);
		await copies.getByRole('button').first().click();
		const ask = page.getByRole('dialog');
		await ask.getByText('names and most settings go back to that day too').waitFor();
		await page.keyboard.press('Escape');
		await ask.waitFor({ state: 'detached' });
		await copies.getByRole('button').first().press('Enter');
		await ask.getByText('The history of now is set aside').waitFor();
		await ask.getByRole('button', { name: 'Restore this copy' }).click();
		await page.locator('section').getByText(/^The history is that of/).waitFor();
	},

	async 'what the settings tell of the history follows a removing and a copy that takes its place'(page) {
		await page.open('thirty');
		await page.rail('Settings');
		const room = page.getByTestId('room');
		const held = () => room.getByText(/^The history takes/).innerText().then((text) => Number(/holds ([\d,]+) publish/.exec(text)[1].replace(',', '')));
		const about = page.locator('section[aria-labelledby="about"] dl');
		await room.waitFor();
		const before = await held();
		assert.match(await about.innerText(), new RegExp(before.toLocaleString('en')));
		const keep = page.getByLabel('Keep', { exact: true });
		await keep.selectOption('oneYear');
		const older = Number(/removes ([\d,]+) publish/.exec(await room.getByText(/^This removes/).innerText())[1].replace(',', ''));
		await room.getByRole('button', { name: 'Keep only these…' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
		await room.getByText('Saved. Old publishes are removed little by little').waitFor();
		await room.getByText('The older publishes were removed.').waitFor();
		assert.equal(await held(), before - older);
		await page.waitForFunction((left) => document.querySelector('section[aria-labelledby="about"] dl').innerText.includes(left), (before - older).toLocaleString('en'));
		assert.equal(await keep.inputValue(), 'oneYear');

		await page.getByTestId('copies').getByRole('button').first().press('Enter');
		await page.getByRole('dialog').getByRole('button', { name: 'Restore this copy' }).press('Enter');
		await page.locator('section').getByText(/^The history is that of/).waitFor();
		await page.waitForFunction(() => document.querySelector('[data-testid="room"] select').value === 'everything');
		assert.equal(await held(), before - 12);
		await page.waitForFunction((left) => document.querySelector('section[aria-labelledby="about"] dl').innerText.includes(left), (before - 12).toLocaleString('en'));
		assert.match(await page.focused('aria-label'), /^Restore this copy of/);
	},

	async 'a publish opened from its bot leads back to the bot'(page) {
		await page.open('thirty');
		await page.locator('[data-state="published"]').first().click();
		await page.getByRole('heading', { name: 'History of this bot' }).waitFor();
		await page.locator('section', { has: page.getByRole('heading', { name: 'History of this bot' }) }).last().getByRole('button').nth(1).click();
		await page.getByTestId('job').waitFor();
		await page.getByRole('button', { name: 'Back to the bot' }).click();
		await page.getByTestId('bot').waitFor();
		await page.waitFor('h1:focus');
	},

	async 'a dark window and compact rows are chosen'(page) {
		await page.open('thirty');
		await page.rail('Settings');
		await page.getByLabel('Dark').check();
		await page.getByLabel('Compact').check();
		await page.rail('Bots');
		await page.waitFor('[data-theme="dark"]');
		assert.equal((await page.locator('[data-bot]').first().boundingBox()).height, 36);
	},

	async 'moving parts turn, and nothing runs backwards'(page) {
		await page.open('thirty', { moving: true });
		await page.locator('[data-state="publishing"]').first().click();
		const bar = page.getByRole('progressbar', { name: 'Progress of the publish' });
		await bar.waitFor();
		let last = -1;
		for (let steps = 0; steps < 3; ) {
			const now = Number((await bar.getAttribute('aria-valuenow').catch(() => null)) ?? last);
			assert.ok(now >= last);
			if (now > last) steps += 1;
			last = now;
			await page.waitForTimeout(100);
		}
	},

	async 'somebody who publishes gets a name, another one, and none, by keyboard'(page) {
		await page.open('thirty');
		await page.toAPublish();
		const dialog = page.getByRole('dialog', { name: 'Who is this?' });
		const give = page.getByRole('button', { name: 'Name this person…' });
		const change = page.getByRole('button', { name: 'Change the name…' });
		await give.press('Enter');
		await page.waitFor('dialog input:focus');
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'detached' });
		await page.waitForFunction(() => document.activeElement?.textContent === 'Name this person…');
		await page.keyboard.press('Enter');
		await dialog.getByText('also in reports and in lists that you save').waitFor();
		// Nothing typed is not a name, and no wish to lose one.
		await page.keyboard.type('  ');
		await page.keyboard.press('Enter');
		await page.waitFor('dialog input[aria-invalid="true"]:focus');
		await dialog.getByText('Type a name, or press Cancel.').waitFor();
		await page.looksWell('the dialog');
		await page.keyboard.type('Ann Smith');
		await page.keyboard.press('Enter');
		await dialog.waitFor({ state: 'detached' });
		await page.getByText('This person is shown as Ann Smith from now on.').waitFor();
		await page.waitForFunction(() => document.activeElement?.textContent === 'Change the name…');
		await page.getByRole('button', { name: 'Back to the history' }).click();
		await page.locator('tbody td.who', { hasText: 'Ann Smith' }).first().waitFor();
		await page.getByLabel('Started by', { exact: true }).selectOption({ label: 'Ann Smith' });
		await page.waitForFunction(() => [...document.querySelectorAll('tbody tr[data-job] td.who')].every((cell) => cell.innerText === 'Ann Smith'));
		await page.locator('tbody tr[data-job]').first().click();
		await change.press('Enter');
		assert.equal(await dialog.getByLabel('Name').inputValue(), 'Ann Smith');
		await dialog.getByRole('button', { name: 'Remove the name' }).press('Enter');
		await page.getByText('The name was removed. The ID is shown again.').waitFor();
		await give.waitFor();

		// A name that cannot be kept is not lost: it stands there to be tried again.
		await page.open('thirty&refuse');
		await page.toAPublish();
		await give.press('Enter');
		await page.keyboard.type('Ann Smith');
		await page.keyboard.press('Enter');
		await dialog.getByText('The history could not be read or written.').waitFor();
		assert.equal(await dialog.getByLabel('Name').inputValue(), 'Ann Smith');
	},

	async 'the list is saved as a file, told how far it is, and stopped'(page) {
		const begin = async (scenario) => {
			await page.open(scenario);
			await page.rail('History');
			await page.locator('summary').filter({ hasText: 'Save this list…' }).press('Enter');
			await page.getByRole('radio', { name: /JSON Lines/ }).check();
			await page.getByRole('button', { name: 'Choose a file and save…' }).press('Enter');
		};
		const told = page.locator('main [role="status"]');
		const focused = (text) => page.waitForFunction((name) => document.activeElement?.textContent === name, text);
		await begin('thirty&slow');
		await focused('Stop');
		await page.getByText('1,000 publishes written so far.').waitFor();
		await page.looksWell('while it is written');
		// It goes on while something else is looked at, and is there again.
		await page.rail('Bots');
		await page.rail('History');
		await page.getByText(/publishes written so far/).waitFor();
		await page.getByLabel('State', { exact: true }).selectOption('unknown');
		await page.getByLabel('Bot', { exact: true }).fill('Billing assistant');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'No publish matches' }).waitFor();
		await page.getByRole('button', { name: 'Stop' }).press('Enter');
		await told.filter({ hasText: 'Stopped. Nothing was saved.' }).waitFor();
		await focused('Choose a file and save…');
		assert.equal(await told.filter({ hasText: 'Stopped.' }).evaluate((one) => one.classList.contains('failed')), false);

		await begin('thirty');
		await told.filter({ hasText: /^Saved as publish-history\.jsonl: \d+ publishes and 2 times without watching\.$/ }).waitFor();
		await page.looksWell('when it is saved');
		// Said once, where the person looks.
		assert.equal(await page.getByText('Saved as publish-history').count(), 1);

		// It is about the list that was saved: not about another one.
		await page.getByLabel('State', { exact: true }).selectOption('failed');
		await page.waitForFunction(() => !document.querySelector('main').innerText.includes('Saved as publish-history'));
		await page.getByRole('button', { name: 'Choose a file and save…' }).press('Enter');
		await told.filter({ hasText: 'Saved as publish-history.jsonl' }).waitFor();
		await page.rail('Bots');
		await page.rail('History');
		await page.getByText(/publishes shown/).waitFor();
		assert.equal(await page.getByText('Saved as publish-history').count(), 0);

		await begin('thirty&disk=diskFull');
		await told.filter({ hasText: 'Nothing was saved: the disk is full.' }).waitFor();
		await page.looksWell('when the disk is full');
		await begin('thirty&refuse');
		await told.filter({ hasText: 'The history could not be read or written.' }).waitFor();

		// Where somebody else is looked at meanwhile, the end is told aside.
		await begin('thirty&slow');
		await page.getByText(/written so far/).waitFor();
		await page.rail('Bots');
		await page.evaluate(() => globalThis.endSlowly());
		await page.locator('.said.shown', { hasText: 'Saved as publish-history.jsonl' }).waitFor();
	},

	async 'no file chosen is no failure, wherever something is saved'(page) {
		const calm = async (button) => {
			await button.press('Enter');
			// What it says when it is over; before that it would say nothing too.
			await page.waitForTimeout(200);
			for (const said of await page.locator('main [role="status"]').all()) {
				assert.doesNotMatch(await said.innerText(), /saved|Saved/);
				assert.equal(await said.evaluate((one) => one.classList.contains('failed')), false);
			}
			await page.waitForFunction((name) => document.activeElement?.textContent === name, await button.innerText());
		};
		await page.open('thirty&disk=cancelled');
		await page.toAPublish();
		await page.locator('summary').filter({ hasText: 'Report…' }).press('Enter');
		await calm(page.getByRole('button', { name: 'Save as a web page…' }));
		await page.rail('Settings');
		await page.getByRole('button', { name: 'Show diagnostics' }).click();
		await page.waitFor('pre[role=region]:focus');
		await calm(page.getByRole('button', { name: 'Save the diagnostics…' }));
		await page.rail('Accounts');
		await page.locator('summary').filter({ hasText: 'Set-up file' }).press('Enter');
		await calm(page.getByRole('button', { name: 'Save the set-up file…' }));
		await page.rail('History');
		await page.locator('summary').filter({ hasText: 'Save this list…' }).press('Enter');
		await calm(page.getByRole('button', { name: 'Choose a file and save…' }));
	},

	async 'a report is saved or copied, and what cannot be is told'(page) {
		await page.open('thirty');
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		await page.toAPublish();
		await page.locator('summary').filter({ hasText: 'Report…' }).press('Enter');
		await page.getByRole('button', { name: 'Save as a web page…' }).press('Enter');
		await page.getByText('Saved as publish-report.html.').waitFor();
		await page.looksWell('the report');
		await page.getByRole('button', { name: 'Copy as text' }).press('Enter');
		await page.getByText('The report was copied.').waitFor();
		const copied = () => page.evaluate(() => navigator.clipboard.readText());
		assert.match(await copied(), /^# Publish \d+/);
		// Each time it is as it would be now.
		const number = async () => Number(/Made as number (\d+)/.exec(await copied())[1]);
		const first = await number();
		await page.getByRole('button', { name: 'Save as a web page…' }).focus();
		await page.getByRole('button', { name: 'Copy as text' }).focus();
		await page.waitForTimeout(200);
		await page.keyboard.press('Enter');
		await page.getByText('The report was copied.').waitFor();
		assert.ok((await number()) > first);
		await page.getByRole('button', { name: 'Name this person…' }).press('Enter');
		await page.keyboard.type('Ann Smith');
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Change the name…' }).waitFor();
		// Without a way to the button that would make it anew.
		await page.evaluate(() => [...document.querySelectorAll('button')].find((one) => one.textContent === 'Copy as text').click());
		await page.getByText('The report was copied.').waitFor();
		assert.match(await copied(), /Started by Ann Smith/);
		await page.open('thirty&refuse');
		await page.toAPublish();
		await page.locator('summary').filter({ hasText: 'Report…' }).press('Enter');
		await page.getByRole('button', { name: 'Copy as text' }).press('Enter');
		await page.locator('[role="status"].failed', { hasText: 'The history could not be read or written.' }).waitFor();
	},

	async 'the overview is read as pictures and as tables, over a month and a year'(page) {
		await page.open('thirty&named');
		await page.rail('History');
		await page.getByRole('button', { name: 'Overview' }).press('Enter');
		await page.getByText(/\d+ publishes ended: \d+ % worked/).waitFor();
		await page.looksWell('a month');
		await page.getByRole('combobox', { name: 'Time' }).selectOption('365');
		await page.waitForFunction(() => document.querySelectorAll('.calendar .day').length === 365);
		await page.getByText(/^Watched since .*not known here\. The app did not watch for \d+ % of the time since/).waitFor();
		await page.getByText('Nobody watched on hatched days.').waitFor();
		await page.looksWell('a year');
		for (let turned = 0; turned < 2; turned += 1) await page.getByRole('button', { name: 'Show as a table' }).first().press('Enter');
		assert.equal(await page.getByRole('button', { name: 'Show as a picture' }).count(), 2);
		await page.looksWell('the tables');
		await page.getByRole('row', { name: / – .* not watched$/ }).first().waitFor();
		await page.getByRole('rowheader', { name: /, not watched$/ }).first().waitFor();
		await page.getByRole('rowheader', { name: /Ann Smith|Björn|Build server/ }).first().waitFor();
		// Who somebody is, is told where the ids stand together.
		const stranger = page.getByRole('button', { name: /^Name this person… u-/ }).first();
		const label = await stranger.getAttribute('aria-label');
		await stranger.press('Enter');
		await page.keyboard.type('Grace Hopper');
		await page.keyboard.press('Enter');
		await page.getByRole('rowheader', { name: /Grace Hopper/ }).waitFor();
		assert.equal(await page.getByRole('button', { name: label ?? '' }).count(), 0);
		await page.waitFor('[aria-label="Change the name… Grace Hopper"]:focus');
		await page.open('hostile');
		await page.rail('History');
		await page.getByRole('button', { name: 'Overview' }).click();
		await page.getByText(/\d+ publishes ended: \d+ % worked/).waitFor();
		await page.looksWell('hostile names');
	},

	async 'a saved report is read on a screen and on paper, also a long one'() {
		const folder = process.env.REPORTS ?? join(out, 'reports');
		if (!process.env.REPORTS) execFileSync('cargo', ['run', '--quiet', '-p', 'monitor', '--example', 'sample_reports', '--', folder], { stdio: 'inherit', cwd: new URL('../..', import.meta.url) });
		const read = (name) => readReport(browser, join(folder, `${name}.html`));
		const usual = await read('usual');
		assert.deepEqual(usual.found, []);
		assert.equal(usual.title, 'Publish of Billing assistant: Failed');
		assert.match(usual.text, /1 of 8 parts failed: Natural Language\./);
		assert.match(usual.text, /the computer slept/);
		assert.ok(usual.pages <= 2, `${usual.pages} pages`);
		const begun = await read('begun');
		assert.deepEqual(begun.found, []);
		assert.equal(begun.pages, 1);
		const long = await read('long');
		assert.deepEqual(long.found, []);
		assert.match(long.text, /9 of 60 parts failed/);
		assert.match(long.text, /<script>document\.title='taken'<\/script>/);
		assert.ok(long.pages <= 10, `${long.pages} pages`);
	},
};

let failed = 0;
for (const [name, walk] of Object.entries(journeys)) {
	if (!name.includes(process.argv[2] ?? '')) continue;
	const page = await browser.newPage({ viewport: { width: 1120, height: 720 } });
	page.setDefaultTimeout(15_000);
	const errors = [];
	page.on('pageerror', (error) => errors.push(error.message));
	page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
	await page.addInitScript(() => Object.freeze(Object.prototype));
	page.open = async (scenario, { moving = false } = {}) => {
		await page.goto(`${site.address}?${moving ? '' : 'still&'}scenario=${scenario}`);
		if (scenario.includes('opening')) return;
		await page.getByRole('heading', { level: 1 }).first().waitFor();
	};
	page.waitFor = (selector) => page.locator(selector).first().waitFor({ state: 'attached' });
	page.focused = (attribute) => page.evaluate((name) => document.activeElement?.getAttribute(name), attribute);
	page.heading = (name) => page.locator('h1:focus', { hasText: name }).waitFor();
	/** The first publish of the history whose starter is told. */
	page.toAPublish = async () => {
		await page.rail('History');
		await page.locator('tbody tr').filter({ has: page.locator('.who bdi') }).first().click();
		await page.getByTestId('job').waitFor();
	};
	/** Nothing stands in the way of anybody: in the light, the dark, a narrow window, and twice as large. */
	page.looksWell = async (what) => {
		for (const [width, height, colorScheme] of [[1120, 720, 'light'], [1120, 720, 'dark'], [320, 640, 'light'], [560, 360, 'light']]) {
			await page.setViewportSize({ width, height });
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			const wider = await page.evaluate(() => [...document.querySelectorAll('html, main, .page, dialog')].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className || one.tagName));
			assert.deepEqual(wider, [], `${what}: wider than ${width}`);
			await page.evaluate(axe);
			const { passes, violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations', 'passes'] }));
			assert.ok(passes.length > 10, `${what}: axe looked at nothing`);
			assert.deepEqual(violations.map((one) => `${one.id} at ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`), [], `${what}, ${width} ${colorScheme}`);
		}
		await page.setViewportSize({ width: 1120, height: 720 });
		await page.emulateMedia({ colorScheme: null, reducedMotion: null });
	};
	page.toTheTest = async () => {
		await page.getByRole('button', { name: 'Connect my account' }).click();
		await page.heading('Where is your Kore.ai?');
		await page.getByRole('button', { name: 'Go on', exact: true }).click();
		await page.heading('Client ID and secret');
		await page.getByLabel('Client ID', { exact: true }).fill('cs-123');
		await page.getByLabel('Client secret').fill('0123456789012345678901234567890123456789abc=');
		await page.getByRole('button', { name: 'Go on', exact: true }).click();
		await page.getByRole('heading', { name: 'Test the connection' }).waitFor();
	};
	page.rail = (label) => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: label }).click();
	try {
		await walk(page);
		assert.deepEqual(errors, []);
		console.log(`ok   ${name}`);
	} catch (error) {
		failed += 1;
		const place = /journeys\.mjs:\d+/.exec(String(error.stack ?? ''))?.[0] ?? '';
		console.log(`FAIL ${name} (${place})\n     ${String(error.message).split('\n').slice(0, 6).join('\n     ')}`);
	}
	await page.close();
}
await browser.close();
site.stop();
rmSync(out, { recursive: true, force: true });
process.exitCode = failed === 0 ? 0 : 1;
