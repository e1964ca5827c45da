// A pretend set-up that was left off: ?setup=place|app|test|bots.

import type { SetupKept, SetupProgress, SetupStep } from '../generated';

export function keptSetup(query: URLSearchParams, accountId: string | null): SetupKept {
	const step = query.get('setup');
	if (step === null) return { progress: null };
	const progress: SetupProgress = {
		step: step as SetupStep, host: 'https://de-platform.kore.ai', clientId: 'cs-8f3a1c21-6a11-5c1f-9b0e-2d7f5a3c9e11', algorithm: 'hs256', name: '',
		botIds: step === 'bots' ? 'st-11111111' : '', accountId: step === 'bots' ? accountId : null,
	};
	return { progress };
}
