// Numbers and plurals, through the platform's own Intl.

const plurals = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat();
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** A whole number as the person's system writes it. */
export function number(value: number): string {
	return numbers.format(Math.round(value));
}

/** With at most one digit after the point. */
export function tenths(value: number): string {
	return oneDigit.format(value);
}

/** The form that goes with the number, without the number. */
export function form(value: number, one: string, other: string): string {
	return plurals.select(value) === 'one' ? one : other;
}

/** The number with its form: `1 bot`, `1,204 bots`. */
export function count(value: number, one: string, other: string): string {
	return `${number(value)} ${form(value, one, other)}`;
}

/** A share in whole percent, to the nearest; but what is not all is never 100 %, nor what is something 0 %. */
export function percent(share: number): string {
	const nearest = Math.round(share * 100);
	const told = share > 0 && share < 1 ? Math.min(99, Math.max(1, nearest)) : nearest;
	return `${number(told)} %`;
}
