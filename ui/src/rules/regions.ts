// The platform's public addresses, as far as they are documented.

export interface Region {
	origin: string;
	/** Key of its name in the catalogue. */
	name: 'us' | 'usOlder' | 'germany' | 'japan';
}

export const REGIONS: readonly Region[] = [
	{ origin: 'https://platform.kore.ai', name: 'us' },
	{ origin: 'https://de-platform.kore.ai', name: 'germany' },
	{ origin: 'https://jp-platform.kore.ai', name: 'japan' },
	{ origin: 'https://bots.kore.ai', name: 'usOlder' },
];

/** The origin without its scheme, as people know it. */
export function hostName(origin: string): string {
	return origin.replace(/^[a-z]+:\/\//, '');
}

/** What was typed as an origin, to be shown and sent; the app itself reads it again. */
export function originOf(typed: string): string {
	const text = typed.trim().replace(/^["'`“”‘’]+|["'`“”‘’,]+$/g, '');
	const address = text.includes('://') ? text : `https://${text}`;
	return URL.canParse(address) ? new URL(address).origin : text;
}
