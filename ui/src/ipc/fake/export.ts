// Pretend exports and reports. ?disk=diskFull or another outcome, ?slow for an export of half a
// minute, ?refuse for a history that cannot be read.

import type { Changes, Commands, SaveOutcome } from '../generated';
import { HOSTILE_NAMES } from './names';
import type { World } from './world';

type Names = 'export_history' | 'stop_export' | 'report_text' | 'save_report';
type Answers = { [Name in Names]: (request: Commands[Name]['request']) => Commands[Name]['answer'] | Promise<Commands[Name]['answer']> };

export function exportAnswers(world: () => World, tell: (over: Partial<Changes>) => void, query: URLSearchParams) {
	let stopped = false;
	let ended = false;
	let made = 0;
	// For a walk that has waited long enough.
	Object.assign(globalThis, { endSlowly: () => (ended = true) });
	const saved = (name: string): Commands['save_report']['answer'] => ({
		outcome: (query.get('disk') ?? 'saved') as SaveOutcome,
		name: query.get('scenario') === 'hostile' ? `${HOSTILE_NAMES[0]} ${HOSTILE_NAMES[5]}.${name.split('.').pop()}` : name,
	});
	const readable = () => {
		if (query.has('refuse')) throw 'history';
	};
	return {
		export_history: async ({ filter, format }: Commands['export_history']['request']) => {
			readable();
			stopped = ended = false;
			const jobs = world().jobs.filter((job) => filter.states.length === 0 || filter.states.includes(job.state));
			for (let step = 1; query.has('slow') && step <= 60 && !stopped && !ended; step += 1) {
				tell({ exported: step * 500 });
				await new Promise((done) => setTimeout(done, 500));
			}
			const name = `publish-history.${format === 'csv' ? 'csv' : 'jsonl'}`;
			if (stopped) return { saved: { outcome: 'cancelled', name }, publishes: 0, gaps: 0, logged: 0 };
			return { saved: saved(name), publishes: jobs.length, gaps: 2, logged: 0 };
		},
		stop_export: () => {
			stopped = true;
			return {};
		},
		report_text: ({ job }: Commands['report_text']['request']) => {
			readable();
			made += 1;
			const who = world().jobs.find((one) => one.job === job)?.startedBy;
			const name = world().people.find((one) => one.id === who)?.name;
			return { text: `# Publish ${job}\n${name === undefined ? '' : `Started by ${name}\n`}Made as number ${made}\n` };
		},
		save_report: () => {
			readable();
			return saved('publish-report.html');
		},
	} satisfies Answers;
}
