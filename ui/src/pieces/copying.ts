/** Puts a text on the clipboard. Some web views refuse the newer way: then the older one. */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		const field = document.createElement('textarea');
		field.value = text;
		field.className = 'unseen';
		const focused = document.activeElement;
		document.body.append(field);
		field.select();
		const done = document.execCommand('copy');
		field.remove();
		if (focused instanceof HTMLElement) focused.focus();
		return done;
	}
}
