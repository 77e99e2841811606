import { z } from 'zod';
import { Fingerprint, Instant, OrganisationId } from '../../format/model.ts';
import type { FillableRing } from '../ring/key-ring.ts';

const Seen = z.object({
	network: z.object({ fingerprint: Fingerprint, version: z.number() }).optional(),
	/** When the newest key seen of each organisation was issued. */
	keys: z.record(OrganisationId, Instant).default({}),
	/** The number of the newest list of wishes of each own organisation. */
	wishes: z.record(OrganisationId, z.number()).default({}),
});
/** What this device has seen: an older word of the network, or of an organisation, is not believed afterwards. */
export type Seen = z.infer<typeof Seen>;

const NAME = 'introductions-seen';
/** Of rings whose device keeps nothing: for as long as they are held. */
const inMemory = new WeakMap<FillableRing, Seen>();

/** Sealed on the device: with whom an organisation wants to speak is nobody else's to read. */
export async function readSeen(ring: FillableRing): Promise<Seen> {
	const held = inMemory.get(ring);
	if (held) return held;
	const kept = await ring.kept.find(NAME);
	const seen = Seen.safeParse(kept === undefined ? undefined : JSON.parse(kept));
	return seen.success ? seen.data : { keys: {}, wishes: {} };
}

export async function writeSeen(ring: FillableRing, seen: Seen): Promise<void> {
	inMemory.set(ring, seen);
	await ring.kept.keep(NAME, JSON.stringify(seen));
}
