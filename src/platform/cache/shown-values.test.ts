import { describe, expect, it } from 'vitest';
import { makeShownValues } from './shown-values.ts';

describe('values that every public page shows', () => {
	it('are read once for all who ask, until they change', async () => {
		const shown = makeShownValues();
		let readings = 0;
		const read = () => Promise.resolve((readings += 1));
		expect(await Promise.all([1, 2, 3].map(() => shown.find('name', ['network'], read)))).toEqual([1, 1, 1]);
		shown.forget(['organisations']);
		expect(await shown.find('name', ['network'], read)).toBe(1);
		shown.forget(['network']);
		expect(await shown.find('name', ['network'], read)).toBe(2);
	});

	it('are read anew after a change that came while they were being read', async () => {
		const shown = makeShownValues();
		const reading = Promise.withResolvers<string>();
		const old = shown.find('name', ['network'], () => reading.promise);
		shown.forget(['network']);
		expect(await shown.find('name', ['network'], () => Promise.resolve('new'))).toBe('new');
		reading.resolve('old');
		expect(await old).toBe('old');
		expect(await shown.find('name', ['network'], () => Promise.resolve('newer'))).toBe('new');
	});

	it('are not kept when the reading failed', async () => {
		const shown = makeShownValues();
		await expect(
			shown.find('name', ['network'], () => Promise.reject(new Error('no database'))),
		).rejects.toThrow('no database');
		expect(await shown.find('name', ['network'], () => Promise.resolve('there'))).toBe('there');
	});
});
