import { expect, it } from 'vitest';
import { statesInForce } from './legal-state.ts';

const source = 'a register';

it('what was said stays said until an organisation is registered or founded anew', () => {
	expect(
		statesInForce([
			{ state: 'in-exile', on: '2022-07', source },
			{ state: 'registered', on: '1992-04', source },
			{ state: 'foreign-agent', on: '2017-02', source },
		]),
	).toEqual(['registered', 'foreign-agent', 'in-exile']);
	expect(
		statesInForce([
			{ state: 'liquidated', on: '2015-10-02', source },
			{ state: 're-founded', on: '2016-01', source },
			{ state: 'unregistered', on: '2016-01', source },
		]),
	).toEqual(['re-founded', 'unregistered']);
	expect(statesInForce([{ state: 'undesirable', on: '2024', source }])).toEqual(['undesirable']);
});
