import { expect, test } from 'vitest';
import { CHANGES, countChange } from './wishes.ts';

const today = '2026-11-24';

test('so many places are changed in thirty days, then one waits', () => {
	expect(countChange(undefined, 16, today)).toEqual({ ok: true, value: { since: today, changed: 0 } });
	const before = { since: '2026-11-20', changed: CHANGES - 1 };
	expect(countChange(before, 1, today)).toEqual({
		ok: true,
		value: { since: '2026-11-20', changed: CHANGES },
	});
	expect(countChange(before, 2, today)).toMatchObject({
		refusal: { id: 'introduction.wishes-too-often', params: { count: 26 } },
	});
	expect(countChange({ since: '2026-10-25', changed: CHANGES }, 2, today)).toEqual({
		ok: true,
		value: { since: today, changed: 2 },
	});
});
