// Pretend answers about connections: ?test=untrusted_server makes the step fail at which
// that failure shows, ?test=stall never answers, ?test=signing wants HS512, ?find=noscope|many|….

import type {
	Algorithm,
	Commands,
	ConnectionDraft,
	ConnectionReport,
	ConnectionStep,
	FailureKind,
	FieldNote,
	FindBotsDraft,
	FoundBots,
	NetworkDraft,
	StepResult,
} from '../generated';
import { isProblem } from '../../rules/notes';
import { hostNotes, secretNotes } from './form';
import { HOSTILE_NAMES } from './names';
import type { World } from './world';

const STEPS: ConnectionStep[] = ['reached', 'certificateTrusted', 'clockAgrees', 'signedIn', 'mayRead', 'botExists'];

/** The step at which each failure shows. */
const AT: Record<FailureKind, ConnectionStep> = {
	unreachable: 'reached',
	offline: 'reached',
	secret_missing: 'signedIn',
	secret_awaited: 'signedIn',
	secret_unavailable: 'signedIn',
	sign_in_page: 'signedIn',
	proxy_sign_in: 'reached',
	proxy_refused: 'reached',
	not_kore: 'signedIn',
	server: 'signedIn',
	rate_limited: 'signedIn',
	untrusted_server: 'certificateTrusted',
	wrong_clock: 'clockAgrees',
	bad_credentials: 'signedIn',
	encryption_enforced: 'signedIn',
	missing_scope: 'mayRead',
	unknown_bot: 'botExists',
	too_large: 'botExists',
};

function steps(query: URLSearchParams, hasBot: boolean, signedWith: Algorithm = 'hs256'): StepResult[] {
	const test = query.get('test') ?? '';
	const wrongSigning = test === 'signing' && signedWith === 'hs256';
	const kind = test in AT ? (test as FailureKind) : wrongSigning ? 'bad_credentials' : null;
	const failing = kind === null ? -1 : STEPS.indexOf(AT[kind]);
	return STEPS.map((step, at) => {
		const fails = at === failing;
		const goesOn = failing === -1 || at <= failing;
		const reached = goesOn && (step !== 'botExists' || hasBot);
		const passes = reached && !fails;
		const quiet = test === 'quiet' && step === 'clockAgrees';
		return {
			step,
			outcome: fails ? 'failed' : quiet ? 'notTold' : reached ? 'passed' : 'notReached',
			kind: fails ? kind : null,
			issuer: step === 'certificateTrusted' && reached ? (fails ? (query.get('issuer') ?? 'Example Corp Inspection CA') : 'DigiCert TLS RSA CA') : null,
			clockOff: step === 'clockAgrees' && reached && !quiet ? (fails ? -600_000 : 1_200) : null,
			claims: step === 'signedIn' && passes ? (test === 'quiet' ? 'minimum' : 'withJti') : null,
			useAlgorithm: fails && wrongSigning ? 'hs512' : null,
			detail: fails ? 'HTTP 401, code 4002: what the server said, in its own words' : '',
		};
	});
}

export function testConnection(request: ConnectionDraft, query: URLSearchParams): ConnectionReport | Promise<ConnectionReport> {
	if (query.get('test') === 'stall') return new Promise(() => {});
	const notes = [...hostNotes(request.host), ...(request.accountId === null ? secretNotes(request.secret) : [])].filter(({ note }) => isProblem(note));
	const hasBot = request.botId !== '' || request.accountId !== null || ['unknown_bot', 'too_large'].includes(query.get('test') ?? '');
	return {
		notes, steps: notes.length > 0 ? [] : steps(query, hasBot, request.algorithm), requests: 2, took: 640, host: request.host, botId: request.botId,
		proxy: query.get('proxy'),
	};
}

export function findBots(request: FindBotsDraft, world: World, query: URLSearchParams): FoundBots {
	const how = query.get('find') ?? '';
	const none: FoundBots = { bots: [], pages: 0, complete: false, requests: 1, kind: null, detail: '', noSecret: false };
	if (how === 'noscope') return { ...none, kind: 'missing_scope', detail: 'HTTP 401' };
	if (how === 'nosecret') return { ...none, noSecret: true, requests: 0 };
	if (how === 'empty') return { ...none, pages: 1, complete: true };
	const own = world.bots.filter((row) => row.accountId === request.accountId);
	const known = own.slice(0, 5).map(({ botId, name }) => ({ botId, name: name ?? '', status: 'published', watched: true }));
	const names = how === 'many' ? Array.from({ length: 600 }, (_, at) => `Bot ${at + 1}`) : how === 'hostile' ? HOSTILE_NAMES : ['Leave requests', 'Travel desk', 'Benefits', ''];
	const fresh = names.map((name, at) => ({ botId: `st-0f0e0d0c-${String(at).padStart(4, '0')}`, name, status: 'published', watched: false }));
	return { ...none, bots: [...known, ...fresh], pages: 1, complete: how !== 'cut', kind: how === 'cut' ? 'unreachable' : null };
}

type Network = Pick<{ [Name in keyof Commands]: (request: Commands[Name]['request']) => Commands[Name]['answer'] }, 'network_settings' | 'set_network_settings' | 'test_network'>;

export function networkAnswers(query: URLSearchParams): Network {
	let chosen: NetworkDraft = { proxy: 'system', proxyUrl: '', extraCa: '' };
	const settings = () => ({ chosen, systemProxy: query.get('proxy'), pac: query.has('pac'), authorities: chosen.extraCa === '' ? [] : ['Example Corp Root'], notes: [] });
	const judged = (draft: NetworkDraft): FieldNote[] => {
		const notes: FieldNote[] = [];
		if (draft.proxy === 'manual') {
			if (draft.proxyUrl.includes('@')) notes.push({ field: 'proxy', note: 'proxyHasUser', text: '', number: 0 });
			else if (!URL.canParse(draft.proxyUrl)) notes.push({ field: 'proxy', note: 'proxyUnreadable', text: draft.proxyUrl, number: 0 });
		}
		if (draft.extraCa.includes('nowhere')) notes.push({ field: 'extraCa', note: 'caFileUnreadable', text: draft.extraCa, number: 0 });
		return notes;
	};
	return {
		network_settings: settings,
		set_network_settings: (request) => {
			const notes = judged(request);
			if (notes.length === 0) chosen = request;
			return { saved: notes.length === 0, refusal: null, settings: settings(), notes };
		},
		test_network: ({ network, host }) => {
			const notes = judged(network);
			return {
				notes, steps: notes.length > 0 ? [] : steps(query, false).slice(0, 3), host: host === '' ? 'https://platform.kore.ai' : host,
				proxy: network.proxy === 'manual' && notes.length === 0 ? new URL(network.proxyUrl).host : null,
			};
		},
	};
}
