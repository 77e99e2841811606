import { describe, expect, it } from 'vitest';
import { countryPack } from '#country/ru/index.ts';
import type { DemoRequest } from './model.ts';
import { holderOf, organisations, people, requests, routingRules, stateOf } from './index.ts';
import { hours } from './time.ts';

const inState = (state: ReturnType<typeof stateOf>) =>
	requests.filter((request) => stateOf(request) === state);
const named = (key: string) => requests.find((request) => request.key === key);
const does = (step: string) => requests.filter((request) => request.steps.some((one) => one.does === step));
const organisationOf = (login: string) => people.find((person) => person.login === login)?.organisation;

/** Everybody a request names: who entered it, who acted, who was given it, who was mentioned. */
const namedIn = (request: DemoRequest): readonly string[] => [
	...(request.enteredBy === undefined ? [] : [request.enteredBy]),
	...request.steps.flatMap((step) => [
		...('by' in step ? [step.by] : []),
		...('to' in step ? [step.to] : []),
	]),
];

const routed = (request: DemoRequest) =>
	routingRules.find(
		(rule) =>
			(rule.need === undefined || rule.need === request.need) &&
			(rule.region === undefined || rule.region === request.region),
	)?.to;

describe('the requests of the demonstration', () => {
	it('are about sixty, of every need, in both languages, by every way of coming', () => {
		expect(requests.length).toBeGreaterThanOrEqual(60);
		expect(new Set(requests.map((request) => request.key)).size).toBe(requests.length);
		expect(new Set(requests.map((request) => request.need)).size).toBe(countryPack.needs.length);
		expect(requests.filter((request) => request.language === 'en').length).toBeGreaterThanOrEqual(6);
		expect([...new Set(requests.map((request) => request.channel))].sort()).toEqual([
			'letter',
			'telephone',
			'walk-in',
			'web-with-script',
			'web-without-script',
		]);
		expect(requests.some((request) => request.region === undefined)).toBe(true);
	});

	it('hold an urgent one untaken, one overdue, and one that has just come', () => {
		const waiting = inState('untaken');
		expect(waiting.filter((request) => request.urgent).map((request) => request.key)).toEqual([
			'son-taken-from-work',
		]);
		expect(waiting.filter((request) => request.ago > hours(24)).map((request) => request.key)).toEqual([
			'teacher-underpaid',
		]);
		expect(named('heating-in-the-barrack-house')?.ago).toBeLessThan(hours(1));
		expect(waiting.every((request) => organisations.some((one) => one.slug === request.to && one.desk))).toBe(
			true,
		);
	});

	it('show every state and every turn of a request', () => {
		for (const state of ['untaken', 'taken', 'answered', 'closed'] as const) {
			expect(inState(state).length).toBeGreaterThanOrEqual(3);
		}
		for (const turn of [
			'assign',
			'close',
			'hand-over',
			'link',
			'mark',
			'note',
			'reopen',
			'reply',
			'write-again',
		]) {
			expect(does(turn).length).toBeGreaterThanOrEqual(1);
		}
		const outcomes = requests.flatMap((request) =>
			request.steps.flatMap((step) => (step.does === 'close' ? [step.outcome] : [])),
		);
		expect([...new Set(outcomes)].sort()).toEqual([
			'advised',
			'referred',
			'resolved',
			'unresolved',
			'withdrawn',
		]);
		expect(
			requests.filter((request) => holderOf(request) === 'lawyer').map((request) => request.key),
		).toContain('beaten-at-the-station');
	});

	it('happen in order, after they came and before now', () => {
		const outOfOrder = requests.filter((request) => {
			const times = [request.ago, ...request.steps.map((step) => step.ago)];
			return times.some((time, index) => time < 0 || time > (times[index - 1] ?? time));
		});
		expect(outOfOrder.map((request) => request.key)).toEqual([]);
	});

	it('are in nobody’s hands but members of the desk they came to', () => {
		const strangers = requests.flatMap((request) =>
			namedIn(request)
				.filter((login) => organisationOf(login) !== request.to)
				.map((login) => `${request.key}: ${login}`),
		);
		expect(strangers).toEqual([]);
		const early = requests.filter(
			(request) => request.steps.length > 0 && !['take', 'assign'].includes(request.steps[0]?.does ?? ''),
		);
		expect(early.map((request) => request.key)).toEqual([]);
	});

	it('go where the routing rules lead, or where the sender chose', () => {
		const astray = requests.filter((request) =>
			request.chosen ? routed(request) === request.to : routed(request) !== request.to,
		);
		expect(astray.map((request) => request.key)).toEqual([]);
	});

	it('are entered by the staff exactly when they did not come by the web', () => {
		const wrong = requests.filter(
			(request) => request.channel.startsWith('web') !== (request.enteredBy === undefined),
		);
		expect(wrong.map((request) => request.key)).toEqual([]);
	});

	it('refer to regions, rights and each other as they are', () => {
		const wrong = requests.filter(
			(request) =>
				(request.region !== undefined && !countryPack.isRegionCode(request.region)) ||
				!countryPack.isNeedId(request.need) ||
				request.steps.some(
					(step) =>
						(step.does === 'mark' && countryPack.findRight(step.right) === undefined) ||
						(step.does === 'link' && named(step.first)?.to !== request.to),
				),
		);
		expect(wrong.map((request) => request.key)).toEqual([]);
	});

	it('mention in a note exactly the colleagues its text calls', () => {
		const notes = requests.flatMap((request) =>
			request.steps.flatMap((step) => (step.does === 'note' ? [{ key: request.key, ...step }] : [])),
		);
		const wrong = notes.filter(({ text, mentions = [] }) => {
			const called = [...text.matchAll(/@([a-z]+)/g)].map((match) => match[1] ?? '');
			return called.join() !== mentions.join() || called.some((login) => organisationOf(login) === undefined);
		});
		expect(wrong.map(({ key }) => key)).toEqual([]);
	});

	it('are answered by an advocate wherever somebody must be visited behind a door', () => {
		const visits = requests.filter((request) =>
			request.steps.some((step) => 'text' in step && 'by' in step && /с ордером/.test(step.text)),
		);
		const visitors = visits.flatMap((request) =>
			request.steps.flatMap((step) =>
				'by' in step && 'text' in step && /с ордером/.test(step.text) ? [step.by] : [],
			),
		);
		const status = (login: string) => people.find((person) => person.login === login)?.status;
		expect(visitors.filter((login) => !countryPack.mayVisitDetainee(status(login)))).toEqual([]);
		expect(visits.length).toBeGreaterThanOrEqual(2);
	});
});
