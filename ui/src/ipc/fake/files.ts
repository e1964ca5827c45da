// Pretend files: what a person would choose in the dialog of their system. ?disk=diskFull or another outcome, ?file=none.

import type { Commands, SaveOutcome, SetupFilePreview } from '../generated';

const SETUP = JSON.stringify({ format: 'publish-monitor-setup', version: 1, accounts: [] });

type Names = 'diagnostics' | 'save_diagnostics' | 'save_setup_file' | 'open_setup_file' | 'open_bot_list';
type Answers = { [Name in Names]: (request: Commands[Name]['request']) => Commands[Name]['answer'] };

export function fileAnswers(query: URLSearchParams): Answers {
	const save = (name: string): Commands['save_diagnostics']['answer'] =>
		({ outcome: (query.get('disk') ?? 'saved') as SaveOutcome, name });
	const open = (name: string, text: string): Commands['open_bot_list']['answer'] =>
		query.has('file') ? { outcome: 'notText', name: 'bots.xlsx', text: '' } : { outcome: 'read', name, text };
	return {
		diagnostics: () => ({ text: 'Publish Monitor: diagnostics\n\nApp\n  Version: 0.1.0\n\nAccount 1\n  Host: Kore.ai, germany\n  Bots: 48\n' }),
		save_diagnostics: () => save('publish-monitor-diagnostics.txt'),
		save_setup_file: () => save('publish-monitor-set-up.json'),
		open_setup_file: () => open('team.json', SETUP),
		open_bot_list: () => open('bots.csv', 'id,name\nst-aaaa1111,Cards\nst-bbbb2222,Loans\n'),
	};
}

export function pretendFile(text: string): SetupFilePreview {
	const nothing = { accounts: [], choicesFresh: 0, choicesKept: 0 };
	if (!text.includes('publish-monitor-setup')) return { problem: text.trim() === '' ? 'empty' : 'unreadable', ...nothing };
	return {
		problem: null, choicesFresh: 3, choicesKept: 1,
		accounts: [{ name: 'Germany', host: 'https://de-platform.kore.ai', clientId: 'cs-1', hereAs: null, fresh: 12, known: 0, back: 0, filled: 0, kept: 0 }],
	};
}
