// What is said when something was refused that has words of its own for it.

import { refusalOf } from '../ipc/client';
import { en } from './en';

/** Those words; but where this app may only look, trying again would be of no use. */
export function refused(thrown: unknown, otherwise: string): string {
	if (refusalOf(thrown) !== 'newer') return otherwise;
	return `${en.refusals.newer.happened} ${en.refusals.newer.todo}`;
}
