// Judges a pretend form. The real rules live in Rust; these are just enough to see every note.

import type { AccountDraft, FieldNote } from '../generated';

export function hostNotes(typed: string): FieldNote[] {
	const host = typed.trim();
	const say = (note: FieldNote['note'], text = ''): FieldNote[] => [{ field: 'host', note, text, number: 0 }];
	if (host === '') return say('empty');
	if (/^(st|cs|u|o)-/.test(host)) return say('hostIsAnId', host);
	if (host.startsWith('http://')) return say('hostNotHttps');
	if (host.includes('@')) return say('hostHasUser');
	if (!URL.canParse(host.includes('://') ? host : `https://${host}`)) return say('hostUnreadable');
	const url = new URL(host.includes('://') ? host : `https://${host}`);
	if (!url.hostname.includes('.')) return say('hostUnreadable');
	return url.origin === host ? [] : say('hostCut', url.origin);
}

export function botNotes(typed: string, needed: boolean): FieldNote[] {
	const notes: FieldNote[] = [];
	const ids: string[] = [];
	for (const [at, line] of typed.split('\n').entries()) {
		for (const piece of line.split(/[\s,;]+/).filter((one) => one !== '')) {
			if (/^st-[0-9a-z-]{6,}$/i.test(piece)) ids.push(piece);
			else notes.push({ field: 'botIds', note: 'botIdUnreadable', text: piece.slice(0, 40), number: at + 1 });
		}
	}
	const repeated = ids.length - new Set(ids).size;
	if (repeated > 0) notes.push({ field: 'botIds', note: 'botIdsRepeated', text: '', number: repeated });
	if (ids.length > 0) notes.push({ field: 'botIds', note: 'botIdsCount', text: '', number: new Set(ids).size });
	else if (needed && notes.length === 0) notes.push({ field: 'botIds', note: 'empty', text: '', number: 0 });
	return notes;
}

export function secretNotes(secret: string): FieldNote[] {
	const say = (note: FieldNote['note']): FieldNote[] => [{ field: 'secret', note, text: '', number: 0 }];
	if (secret.trim() === '') return say('empty');
	if (secret.startsWith('cs-')) return say('secretIsClientId');
	if (secret.length > 1024) return say('secretTooLong');
	if (secret !== secret.trim()) return say('secretTrimmed');
	return secret.length < 20 ? say('secretShort') : [];
}

export function accountNotes(draft: AccountDraft): FieldNote[] {
	const clientId = draft.clientId.trim();
	const client: FieldNote['note'] | null =
		clientId === '' ? 'empty' : /\s/.test(clientId) ? 'clientIdSpaces' : /^(st|u|o)-/.test(clientId) ? 'clientIdOtherKind' : null;
	return [
		...hostNotes(draft.host),
		...(client ? [{ field: 'clientId' as const, note: client, text: clientId.slice(0, 8), number: 0 }] : []),
		...secretNotes(draft.secret),
		...botNotes(draft.botIds, false),
	];
}
