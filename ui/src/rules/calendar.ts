// Days as the weeks of a calendar. Dates are counted as dates, never as 24 hours: on two days a
// year that is not the same.

import type { DayCount } from '../ipc/generated';

export interface CalendarDay {
	/** `2026-11-28` */
	date: string;
	good: number;
	failed: number;
}

const DAY_MS = 86_400_000;

function serial(date: string): number {
	const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
	return Date.UTC(year, month - 1, day) / DAY_MS;
}

function dateOf(day: number): string {
	return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The person's date at a moment, as `2026-11-28`. */
export function localDate(at: number): string {
	const date = new Date(at);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Days that follow each other, as the first and the last of them. The dates are in order. */
export function stretches(dates: readonly string[]): { first: string; last: string }[] {
	const all: { first: string; last: string }[] = [];
	for (const date of dates) {
		const before = all.at(-1);
		if (before && serial(before.last) + 1 === serial(date)) before.last = date;
		else all.push({ first: date, last: date });
	}
	return all;
}

/** Weeks from Monday to Sunday, oldest first; `null` where a day lies outside. */
export function weeks(days: readonly DayCount[], first: string, last: string): (CalendarDay | null)[][] {
	const known = new Map(days.map((day) => [day.date, day]));
	const [from, to] = [serial(first), serial(last)];
	// 1 January 1970 was a Thursday.
	const monday = from - ((((from + 3) % 7) + 7) % 7);
	const all: (CalendarDay | null)[][] = [];
	for (let week = monday; week <= to; week += 7) {
		all.push(
			Array.from({ length: 7 }, (_, at) => {
				const day = week + at;
				if (day < from || day > to) return null;
				const date = dateOf(day);
				return { date, good: known.get(date)?.good ?? 0, failed: known.get(date)?.failed ?? 0 };
			}),
		);
	}
	return all;
}

/** For each week the date whose month it is headed by: the first of a month, or where the calendar
 * begins, if the next head leaves room. */
export function monthHeads(columns: readonly (readonly (CalendarDay | null)[])[]): (string | null)[] {
	const heads = columns.map((week) => week.find((day) => day?.date.endsWith('-01'))?.date ?? null);
	const begin = columns[0]?.find((day) => day !== null);
	if (begin && heads.slice(0, 3).every((head) => head === null)) heads[0] = begin.date;
	return heads;
}

/** 0 for none, then 1 to 4 by how busy a day was beside the busiest. */
export function strength(value: number, most: number): number {
	return value === 0 || most === 0 ? 0 : Math.min(4, Math.ceil((4 * value) / most));
}

/** The hour of the week with most publishes; `null` where there are none. */
export function busiest(hours: readonly (readonly number[])[]): { day: number; hour: number } | null {
	let most = 0;
	let found: { day: number; hour: number } | null = null;
	for (const [day, row] of hours.entries()) {
		for (const [hour, value] of row.entries()) {
			if (value > most) [most, found] = [value, { day, hour }];
		}
	}
	return found;
}
