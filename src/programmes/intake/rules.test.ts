import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alertAfter } from './rules.ts';

test('an alert never comes early, and tells the arrival to the hour or the quarter at best', () => {
	const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
	fc.assert(
		fc.property(moment, fc.boolean(), (now, urgent) => {
			const waits = alertAfter({ urgent }, now).getTime() - now.getTime();
			const [least, step] = urgent ? [60, 15] : [24 * 60, 60];
			expect(waits / 60_000).toBeGreaterThanOrEqual(least);
			expect(waits / 60_000).toBeLessThan(least + step);
			expect(alertAfter({ urgent }, now).getTime() % (step * 60_000)).toBe(0);
		}),
	);
});
