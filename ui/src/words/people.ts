// The people who start publishes: the platform tells ids, names are given by hand.

export const people = {
	give: 'Name this person…',
	change: 'Change the name…',
	title: 'Who is this?',
	lead: (id: string) => `Kore.ai tells an ID only: ${id}. The name stays on this computer and is shown wherever the ID would be.`,
	name: 'Name',
	remove: 'Remove the name',
	named: (name: string) => `This person is shown as ${name} from now on.`,
	removed: 'The name was removed. The ID is shown again.',
};
