// Words of the overview.

import type { Overview } from '../ipc/generated';
import { count, form, number, percent } from './count';
import { day, nearly } from './when';

const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const weekdayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' });
const shortWeekdayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
const monthFormat = new Intl.DateTimeFormat(undefined, { month: 'short', timeZone: 'UTC' });
const hourFormat = new Intl.DateTimeFormat(undefined, { hour: 'numeric', timeZone: 'UTC' });

/** Monday is 0. 5 January 1970 was one. */
const weekday = (day: number) => weekdayFormat.format(Date.UTC(1970, 0, 5 + day));
const shortWeekday = (day: number) => shortWeekdayFormat.format(Date.UTC(1970, 0, 5 + day));
const hour = (at: number) => hourFormat.format(Date.UTC(1970, 0, 5, at));

function headline({ good, failed }: Overview): string {
	const all = good + failed;
	if (all === 0) return 'No publish ended in this time.';
	const ended = `${count(all, 'publish', 'publishes')} ended`;
	if (failed === 0) return all === 1 ? `${ended}, and it worked.` : `${ended}, and all of them worked.`;
	return `${ended}: ${percent(good / all)} worked, ${number(failed)} failed.`;
}

/** Those that the headline leaves out, and that the tables below count. */
function others({ good, failed, other }: Overview): string {
	if (other === 0) return '';
	const some = good + failed === 0 ? number(other) : `${number(other)} more`;
	return `${some} ${form(other, 'is under way, or its end is', 'are under way, or their end is')} not known.`;
}

function mending({ fixes, meanFix, medianFix, broken }: Overview): string {
	const mended =
		meanFix === null || medianFix === null
			? ''
			: fixes === 1
				? `Once a bot worked again after failing, about ${nearly(meanFix)} later.`
				: `${number(fixes)} times a bot worked again after failing, about ${nearly(meanFix)} later on average; half of the times within about ${nearly(medianFix)}.`;
	const still = broken === 0 ? '' : `${count(broken, 'bot', 'bots')} still ${form(broken, 'fails', 'fail')}.`;
	return [mended, still].filter((text) => text !== '').join(' ');
}

function coverage({ unwatchedPermille: permille, since }: Overview): string {
	const began = since === null ? '' : `Watched since ${day(since)}: most of what was published before is not known here.`;
	const share = permille === null || permille === 0 ? '' : permille < 10 ? 'less than 1 %' : percent(permille / 1000);
	const missed = share === '' ? '' : `The app did not watch for ${share} of ${since === null ? 'this time' : 'the time since'}. Publishes of it may be missing here.`;
	return [began, missed].filter((text) => text !== '').join(' ');
}

export const overview = {
	tabs: { label: 'View', list: 'Publishes', overview: 'Overview' },
	title: 'Overview',
	lead: 'How publishing went, over all bots that are watched.',
	span: 'Time',
	spans: { 30: 'Last 30 days', 90: 'Last 90 days', 365: 'Last 365 days' } as Record<number, string>,
	account: 'Account',
	allAccounts: 'All accounts',
	headline,
	others,
	mending,
	coverage,
	calendar: 'Publishes by day',
	calendarNote: 'The stronger the colour, the more publishes. A cross marks a day with a failure.',
	calendarGaps: 'Nobody watched on hatched days.',
	notWatched: 'not watched',
	dates: (first: string, last: string) => (first === last ? overview.date(first) : `${overview.date(first)} – ${overview.date(last)}`),
	hours: 'Publishes by hour of the week',
	busiest: (day: number, at: number) => `Busiest: ${weekday(day)}, ${hour(at)} to ${hour((at + 1) % 24)}.`,
	people: 'Who published',
	unknownPerson: 'Not told by Kore.ai',
	morePeople: (value: number) => `And ${count(value, 'more person', 'more people')}.`,
	day: 'Day',
	date: (date: string) => dayFormat.format(Date.parse(`${date}T00:00:00Z`)),
	weekday,
	shortWeekday,
	month: (date: string) => monthFormat.format(Date.parse(`${date}T00:00:00Z`)),
	dayTold: (date: string, good: number, failed: number, watched: boolean) => {
		const told = watched || good + failed > 0 ? [`${number(good)} worked, ${number(failed)} failed`] : [];
		return `${overview.date(date)}: ${(watched ? told : [...told, overview.notWatched]).join(', ')}`;
	},
	hour,
	worked: 'Worked',
	failed: 'Failed',
	publishes: 'Publishes',
	person: 'Person',
	noneTitle: 'No publish in this time',
	noneText: 'Choose a longer time. A publish counts here as soon as it is seen.',
};
