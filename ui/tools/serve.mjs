// Serves the built window with the pretend backend under the app's content security policy.

import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const FALLBACK =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src ipc: http://ipc.localhost; base-uri 'none'; form-action 'none'; frame-src 'none'; object-src 'none'; require-trusted-types-for 'script'";

/** The policy of the real window, where it can be read. */
export function policy() {
	const config = new URL('../../tauri.conf.json', import.meta.url);
	if (!existsSync(config)) return FALLBACK;
	const csp = JSON.parse(readFileSync(config, 'utf8')).app?.security?.csp ?? FALLBACK;
	return typeof csp === 'string'
		? csp
		: Object.entries(csp).map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(' ') : value}`).join('; ');
}

/** Builds into `outDir` and serves it; answers the address and how to stop. */
export async function serveFake(outDir) {
	await build({ mode: 'fake', logLevel: 'warn', build: { outDir, emptyOutDir: true } });
	const csp = policy();
	const server = createServer((request, response) => {
		const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
		const file = join(outDir, path === '/' ? 'index.html' : path);
		if (!existsSync(file)) {
			response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
			return;
		}
		response.writeHead(200, {
			'content-type': `${TYPES[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
			'content-security-policy': csp,
		});
		response.end(readFileSync(file));
	});
	await new Promise((done) => server.listen(0, '127.0.0.1', done));
	return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}
