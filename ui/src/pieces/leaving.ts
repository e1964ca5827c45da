/** Whether a key leaves what is open: Escape, unless a dialog or a field takes it for itself. */
export function leaves(event: KeyboardEvent): boolean {
	if (event.key !== 'Escape' || event.defaultPrevented) return false;
	if (event.target instanceof HTMLElement && event.target.closest('input, select, textarea')) return false;
	// The system closes a dialog after the key was heard.
	return document.querySelector('dialog[open]') === null;
}
