import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [svelte()],
	base: './',
	clearScreen: false,
	// The port that tauri.conf.json names as devUrl.
	server: { port: 5173, strictPort: true },
	build: {
		target: ['chrome111', 'safari16.4'],
		// The window's content security policy allows no inline script and no inline style.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
	},
	test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
