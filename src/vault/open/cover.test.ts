import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { foundOrganisation, foundVault, newPlace, refusalOf, turnBit, value } from '#test/vault-cast.ts';
import { spell } from '../format/ids.ts';
import { EntryHash } from '../format/model.ts';
import { randomBytes, vaultReady } from '../format/sodium.ts';
import { makeChainKey } from '../seal/chain-key.ts';
import { mayReplaceCover, sealCover, sealFirstCover } from '../seal/cover.ts';
import { isStale, openCover, openFirstCover } from './cover.ts';

beforeAll(vaultReady);

function scene() {
	const epoch = foundVault(foundOrganisation());
	const { organisation, vault, folder } = newPlace(epoch);
	const heads = [spell(EntryHash, randomBytes(32)), spell(EntryHash, randomBytes(32))];
	return { epoch, epochs: new Map([[1, epoch]]), place: { organisation, vault, folder }, heads };
}

describe('a cover', () => {
	test('opens to what was sealed and knows when it is stale', () => {
		const { epoch, epochs, place, heads } = scene();
		fc.assert(
			fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string()), (summary) => {
				const { sealed, token, version } = sealCover(place, { epoch }, null, { heads, summary });
				const opened = value(openCover(sealed, place, { epochs }));
				expect(opened).toEqual({ ...place, version, token, heads: heads.toSorted(), summary });
				expect(isStale(opened, heads.toReversed())).toBe(false);
				expect(isStale(opened, heads.slice(1))).toBe(true);
			}),
			{ numRuns: 30 },
		);
	});

	test('takes the place of exactly the one its writer saw', () => {
		const { epoch, place, heads } = scene();
		const first = sealCover(place, { epoch }, null, { heads, summary: 1 });
		const hers = sealCover(place, { epoch }, first, { heads, summary: 2 });
		const his = sealCover(place, { epoch }, first, { heads, summary: 3 });
		expect(mayReplaceCover(null, first.sealed).ok).toBe(true);
		expect(mayReplaceCover(first, hers.sealed).ok).toBe(true);
		expect(refusalOf(mayReplaceCover(hers, his.sealed))).toBe('cover.changed-meanwhile');
		expect(refusalOf(mayReplaceCover(first, first.sealed))).toBe('cover.changed-meanwhile');
	});

	test('moved, altered, rolled back or under an unknown key is refused by name', () => {
		const { epoch, epochs, place, heads } = scene();
		const first = sealCover(place, { epoch }, null, { heads, summary: 1 });
		const second = sealCover(place, { epoch }, first, { heads, summary: 2 });
		expect(refusalOf(openCover(first.sealed, scene().place, { epochs }))).toBe('cover.other-place');
		expect(refusalOf(openCover(first.sealed, place, { epochs }, second.version))).toBe('cover.rolled-back');
		expect(refusalOf(openCover(first.sealed, place, { epochs: new Map() }))).toBe('cover.key-unknown');
		for (let at = 0; at < first.sealed.length; at += 3) {
			expect(openCover(turnBit(first.sealed, at), place, { epochs }).ok).toBe(false);
		}
	});

	test('of a restricted folder opens with its internal key alone', () => {
		const { epochs, place, heads } = scene();
		const key = makeChainKey({ ...place, chain: 'internal' }, 1);
		const { sealed } = sealCover(place, { restricted: key }, null, { heads, summary: 'only us' });
		expect(refusalOf(openCover(sealed, place, { epochs }))).toBe('cover.key-unknown');
		const opened = openCover(sealed, place, { epochs, chainKeys: new Map([[key.id, key]]) });
		expect(opened).toMatchObject({ value: { summary: 'only us' } });
	});

	test('a sender gives one sealed to the vault', () => {
		const { epoch, epochs, place } = scene();
		const sealed = sealFirstCover(place, { epoch: 1, key: epoch.pair.public }, { callNumber: '12345678' });
		expect(openFirstCover(sealed, place, epochs)).toEqual({ ok: true, value: { callNumber: '12345678' } });
		expect(refusalOf(openFirstCover(sealed, scene().place, epochs))).toBe('cover.other-place');
		expect(openFirstCover(turnBit(sealed, 60), place, epochs).ok).toBe(false);
	});

	test('ten thousand open in about a second', () => {
		const { epoch, epochs, place, heads } = scene();
		const summary = {
			need: 'detained',
			region: 'RU-MOW',
			at: '2026-03-02',
			kind: 'beaten at the station',
			unread: true,
		};
		const { sealed } = sealCover(place, { epoch }, null, { heads, summary });
		const start = performance.now();
		for (let round = 0; round < 2000; round++) value(openCover(sealed, place, { epochs }));
		expect((performance.now() - start) * 5).toBeLessThan(4000);
	});
});
