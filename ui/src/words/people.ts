// The people who start publishes: a publish tells ids; names are given by hand, or told by change logs.

export const people = {
	give: 'Name this person…',
	change: 'Change the name…',
	title: 'Who is this?',
	lead: 'With a publish, Kore.ai tells only an ID. The name that you give is shown in its place, also in reports and in lists that you save. Apart from these it stays on this computer.',
	id: 'ID',
	name: 'Name',
	empty: 'Type a name, or press Cancel.',
	remove: 'Remove the name',
	named: (name: string) => `This person is shown as ${name} from now on.`,
	removed: 'The name was removed. The ID is shown again.',
};
