import { describe, expect, it } from 'vitest';
import type { ChangeLogRead, ChangeLogStop } from '../ipc/generated';
import { changeLog } from './changeLog';

const at = new Date(2026, 4, 3, 12).getTime();
const read = (told: Partial<ChangeLogRead>): string =>
	changeLog.found({ found: 0, backTo: null, inPart: null, stop: null, kind: null, ...told });

describe('what a look into the change log found', () => {
	it('says how far back', () => {
		expect(read({ found: 1, backTo: at })).toMatch(/^The change log names 1 publish that was missing here\. It was read back to .*3.*\.$/);
		expect(read({ found: 2, backTo: at })).toMatch(/^The change log names 2 publishes that were missing here\. It was read back to /);
		expect(read({ backTo: at })).toMatch(/^The change log names no publish that is missing here\. It was read back to .*3.*\.$/);
	});

	it('claims no end where there is none', () => {
		expect(read({ stop: 'more' })).toBe('So far, the change log names no publish that is missing here. The change log goes on: look again to read the rest.');
		expect(read({ stop: 'more', found: 3 })).toMatch(/^The change log names 3 publishes that were missing here\. The change log goes on/);
		expect(read({ backTo: at, inPart: at })).toMatch(/ The change log of .* is longer than can be read/);
	});

	it('says nothing of what was found where nothing was read', () => {
		for (const stop of ['noSecret', 'paused', 'held'] satisfies ChangeLogStop[]) {
			expect(read({ stop })).not.toMatch(/missing here/);
			expect(read({ stop, found: 1 })).toMatch(/^The change log names 1 publish that was missing here\. /);
		}
		expect(read({ kind: 'missing_scope' })).toBe('');
	});
});
