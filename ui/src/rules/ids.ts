/** `st-a86a6717-340b-5830-a8b6-13b4aeb6b865` as `st-a86a…b865`. Short ids stay whole. */
export function shortId(id: string): string {
	const characters = Array.from(id);
	if (characters.length <= 14) return id;
	const dash = characters.indexOf('-');
	const start = dash > 0 && dash < 4 ? dash + 5 : 6;
	return `${characters.slice(0, start).join('')}…${characters.slice(-4).join('')}`;
}
