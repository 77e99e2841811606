import { afterAll, beforeAll, expect, test } from 'vitest';
import { newFollowUpCode } from '../format/follow-up-code.ts';
import { randomBytes, vaultReady } from '../format/sodium.ts';
import { deriveFollowUp } from '../seal/follow-up.ts';
import { openDeriveQueue } from './derive-queue.ts';

beforeAll(vaultReady);
const queue = openDeriveQueue({ atOnce: 2, most: 4 });
afterAll(() => queue.close());

test('the thread derives what the page derives, and a full queue says so at once', async () => {
	const salt = randomBytes(16);
	const codes = [1, 2, 3, 4].map(() => newFollowUpCode());
	const asked = codes.map((code) => queue.derive(code, salt));
	expect(queue.length()).toBe(4);
	expect(queue.derive(newFollowUpCode(), salt)).toBeUndefined();
	const answers = await Promise.all(asked);
	for (const [at, code] of codes.entries()) {
		const here = deriveFollowUp(code, salt);
		expect(answers[at]?.locatorHash).toBe(here.locatorHash);
		expect(answers[at]?.signing.public).toBe(here.signing.public);
		expect(answers[at]?.sealing.secret).toEqual(here.sealing.secret);
	}
	expect(queue.length()).toBe(0);
});
