// Pretend answers about connections: ?step=certificateTrusted makes that step of the test fail.

import type {
	Commands,
	ConnectionDraft,
	ConnectionReport,
	ConnectionStep,
	FailureKind,
	FindBotsDraft,
	FoundBots,
	NetworkDraft,
	StepResult,
} from '../generated';
import { hostNotes, secretNotes } from './form';
import type { World } from './world';

const STEPS: ConnectionStep[] = ['reached', 'certificateTrusted', 'clockAgrees', 'signedIn', 'mayRead', 'botExists'];

const WHY: Record<ConnectionStep, FailureKind> = {
	reached: 'unreachable',
	certificateTrusted: 'untrusted_server',
	clockAgrees: 'wrong_clock',
	signedIn: 'bad_credentials',
	mayRead: 'missing_scope',
	botExists: 'unknown_bot',
};

function steps(query: URLSearchParams, hasBot: boolean): StepResult[] {
	const failing = STEPS.indexOf((query.get('step') ?? '') as ConnectionStep);
	return STEPS.map((step, at) => {
		const fails = at === failing;
		const goesOn = failing === -1 || at <= failing || STEPS[failing] === 'clockAgrees';
		const reached = goesOn && (step !== 'botExists' || hasBot);
		const passes = reached && !fails;
		return {
			step,
			outcome: fails ? 'failed' : reached ? 'passed' : 'notReached',
			kind: fails ? WHY[step] : null,
			issuer: step === 'certificateTrusted' && reached ? (fails ? 'Example Corp Inspection CA' : 'DigiCert TLS RSA CA') : null,
			clockOff: step === 'clockAgrees' && reached ? (fails ? -600_000 : 1_200) : null,
			claims: step === 'signedIn' && passes ? 'withJti' : null,
			useAlgorithm: null,
			detail: fails ? 'What the server said, in its own words.' : '',
		};
	});
}

export function testConnection(request: ConnectionDraft, query: URLSearchParams): ConnectionReport {
	const notes = [...hostNotes(request.host), ...(request.accountId === null ? secretNotes(request.secret) : [])];
	const hasBot = request.botId !== '' || request.accountId !== null;
	return { notes, steps: steps(query, hasBot), requests: 2, took: 640, host: request.host, botId: request.botId, proxy: null };
}

export function findBots(request: FindBotsDraft, world: World): FoundBots {
	const own = world.bots.filter((row) => row.accountId === request.accountId);
	const known = own.slice(0, 5).map(({ botId, name }) => ({ botId, name: name ?? '', status: 'published', watched: true }));
	const fresh = ['Leave requests', 'Travel desk', 'Benefits'].map((name, at) => ({ botId: `st-0f0e0d0c-000${at}`, name, status: 'published', watched: false }));
	return { bots: [...known, ...fresh], pages: 1, complete: true, requests: 1, kind: null, detail: '', noSecret: false };
}

type Network = Pick<{ [Name in keyof Commands]: (request: Commands[Name]['request']) => Commands[Name]['answer'] }, 'network_settings' | 'set_network_settings' | 'test_network'>;

export function networkAnswers(query: URLSearchParams): Network {
	let chosen: NetworkDraft = { proxy: 'system', proxyUrl: '', extraCa: '' };
	const settings = () => ({ chosen, systemProxy: null, pac: query.has('pac'), authorities: chosen.extraCa === '' ? [] : ['Example Corp Root'], notes: [] });
	return {
		network_settings: settings,
		set_network_settings: (request) => {
			chosen = request;
			return { saved: true, refusal: null, settings: settings(), notes: [] };
		},
		test_network: (request) => ({
			notes: [], steps: steps(query, false).slice(0, 3), host: request.host === '' ? 'https://platform.kore.ai' : request.host, proxy: null,
		}),
	};
}
