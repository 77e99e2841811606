import { concat } from '#vault/format/bytes.ts';
import { hash } from '#vault/format/hash.ts';

/**
 * Proof of work: a number whose hash with the locator's begins with zeros. A quarter of a second for one
 * letter, a lot of electricity for a million. Slow devices leave it out and wait their turn instead.
 */
export const workBits = 16;

/** Whether the number proves the work for this locator. */
export function provesWork(locatorHash: Uint8Array, number: Uint8Array): boolean {
	const tried = hash('accord/v1/work', concat(locatorHash, number));
	return (((tried[0] ?? 255) << 8) | (tried[1] ?? 255)) >> (16 - workBits) === 0;
}

/** Tries numbers for at most so long, breathing in between; undefined where the device is too slow. */
export async function findWork(locatorHash: Uint8Array, patience = 3_000): Promise<Uint8Array | undefined> {
	const end = performance.now() + patience;
	const number = new Uint8Array(8);
	const view = new DataView(number.buffer);
	for (let tried = 0; performance.now() < end;) {
		for (let batch = 0; batch < 2_000; batch++, tried++) {
			view.setUint32(0, tried);
			if (provesWork(locatorHash, number)) return number;
		}
		await new Promise((resolve) => setTimeout(resolve, 0));
	}
	return undefined;
}
