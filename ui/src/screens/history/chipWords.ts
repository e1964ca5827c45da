// What a filter in use is called.

import type { ResourceGroup } from '../../ipc/generated';
import { shortId } from '../../rules/ids';
import { dayOf, type ChoiceName, type JobChoice, type PartChoice, type StateChoice } from '../../rules/jobChoice';
import { nameOf } from '../../rules/line';
import { visibleText } from '../../rules/visible';
import { board } from '../../state/board.svelte';
import { en } from '../../words/en';
import { day } from '../../words/when';

const words = en.history;

export function stateChoice(state: StateChoice): string {
	if (state === 'all') return en.board.allStates;
	return state === 'moving' ? words.moving : en.publishStates[state];
}

export function partChoice(parts: PartChoice): string {
	if (parts === '') return words.anyParts;
	if (parts === 'failed') return words.failedPart;
	const [kind, group] = parts.split(':') as ['of' | 'failed', ResourceGroup];
	return kind === 'of' ? words.partOf(en.groups[group]) : words.failedPartOf(en.groups[group]);
}

function time(choice: JobChoice): string {
	if (choice.span !== 'days') return words.spans[choice.span];
	const [from, to] = [dayOf(choice.fromDay), dayOf(choice.toDay)];
	if (from !== null && to !== null) return words.between(day(from), day(to));
	return from !== null ? words.since(day(from)) : words.until(to === null ? '' : day(to));
}

export function chipWords(choice: JobChoice, name: ChoiceName): string {
	switch (name) {
		case 'state': return stateChoice(choice.state);
		case 'account': return visibleText(board.account(choice.accountId)?.name ?? choice.accountId, 40);
		case 'bot': {
			const row = board.snapshot.bots.find((one) => one.botId === choice.bot?.botId && one.accountId === choice.bot.accountId);
			return visibleText(row ? nameOf(row) : (choice.bot?.botId ?? ''), 40);
		}
		case 'group': return choice.group === '' || choice.group === null ? en.lists.noGroup : visibleText(choice.group, 40);
		case 'parts': return partChoice(choice.parts);
		case 'who': return visibleText(board.person(choice.who) ?? shortId(choice.who), 40);
		case 'time': return time(choice);
	}
}
