// Times and durations in words. Relative for glances, exact for the record.

import { number, tenths } from './count';
import { en } from './en';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const exactFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const minuteFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const clockFormat = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** Date and time to the second, in the person's time zone and manner. */
export function exact(at: number): string {
	return exactFormat.format(at);
}

/** Date and time to the minute. */
export function dateAndTime(at: number): string {
	return minuteFormat.format(at);
}

/** A date. */
export function day(at: number): string {
	return dayFormat.format(at);
}

/** `15:40`; with the date where it is another day. */
export function clockTime(at: number, now: number): string {
	return dayFormat.format(at) === dayFormat.format(now) ? clockFormat.format(at) : minuteFormat.format(at);
}

/** A stretch of time; the second date only where it is another day. */
export function stretch(from: number, to: number): string {
	const sameDay = dayFormat.format(from) === dayFormat.format(to);
	return sameDay
		? `${minuteFormat.format(from)} – ${clockFormat.format(to)}`
		: `${minuteFormat.format(from)} – ${minuteFormat.format(to)}`;
}

/** A length of time in its largest unit, rounded down: `20 s`, `4 min`, `3 h`, `2 days`. */
export function roughly(ms: number): string {
	const length = Math.max(0, ms);
	if (length < MINUTE) return en.units.seconds(number(Math.floor(length / SECOND)));
	if (length < HOUR) return en.units.minutes(number(Math.floor(length / MINUTE)));
	if (length < DAY) return en.units.hours(number(Math.floor(length / HOUR)));
	return en.units.days(Math.floor(length / DAY));
}

function unitOf(length: number): number {
	return length <= MINUTE ? SECOND : length <= HOUR ? MINUTE : length <= DAY ? HOUR : DAY;
}

/** The same rounded up, for "within": a promise that is never too short. */
export function within(ms: number): string {
	const length = Math.max(SECOND, ms);
	const unit = unitOf(length);
	return roughly(Math.ceil(length / unit) * unit);
}

/** The same to the nearest, for lengths that are compared with each other. */
export function nearly(ms: number): string {
	const unit = unitOf(ms);
	return roughly(Math.round(ms / unit) * unit);
}

/** `4 min ago`; a date after a week. */
export function ago(at: number, now: number): string {
	const age = now - at;
	// A time from the future means that two clocks differ: the date says it, "ago" would not.
	if (age < -MINUTE || age >= 7 * DAY) return dayFormat.format(at);
	return age < 5 * SECOND ? en.time.justNow : en.time.ago(roughly(age));
}

/** `in 4 min`, or `now`. */
export function until(at: number, now: number): string {
	const wait = at - now;
	return wait < SECOND ? en.time.now : en.time.in(roughly(wait));
}

/** How long something took: `1.4 s`, `42 s`, `3 min 12 s`, `1 h 4 min`. */
export function took(ms: number): string {
	const length = Math.max(0, ms);
	if (length < 10 * SECOND) return en.units.seconds(tenths(length / SECOND));
	if (length < MINUTE) return en.units.seconds(number(length / SECOND));
	const [large, small] = length < HOUR ? [MINUTE, SECOND] : length < DAY ? [HOUR, MINUTE] : [DAY, HOUR];
	const rounded = Math.round(length / small) * small;
	const rest = rounded % large;
	return rest === 0 ? roughly(rounded) : `${roughly(rounded)} ${roughly(rest)}`;
}
