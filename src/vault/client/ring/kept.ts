import { OrganisationId, type PersonId } from '../../format/model.ts';
import type { OrganisationAnswer } from '../../server/model.ts';
import { sealShelf } from '../folders/local-seal.ts';
import type { Shelf } from '../folders/shelf.ts';
import type { Kept, OpenKept } from './model.ts';

const OF_ORGANISATION = 'organisation ';
const OF_PAGE = 'page ';

/** Keeps nothing: tests, the demonstration. */
export const keptNowhere: OpenKept = () => ({
	organisations: async () => new Map(),
	keepOrganisation: async () => undefined,
	dropOrganisation: async () => undefined,
	find: async () => undefined,
	keep: async () => undefined,
	forget: () => undefined,
});

/**
 * Keeps on a shelf, sealed under a key that only this person's master key gives. A device that cannot keep (a
 * private window, a full disk) goes on without: what is lost is only what could be done without the line.
 */
export function keptOn(shelfOf: (person: PersonId) => Shelf): OpenKept {
	return (secrets): Kept => {
		const shelf = shelfOf(secrets.person);
		const sealed = sealShelf(shelf, secrets.masterKey);
		/** As they were last written: most refreshes bring nothing new. */
		const written = new Map<string, string>();
		const quietly = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
			try {
				return await work();
			} catch {
				return undefined;
			}
		};
		const write = (name: string, value: string) =>
			quietly(async () => {
				if (written.get(name) === value) return;
				await sealed.write([sealed.seal('logs', name, value)]);
				written.set(name, value);
			});
		return {
			async organisations() {
				const all = (await quietly(() => sealed.all('logs'))) ?? [];
				return new Map(
					all.flatMap(([name, value]) => {
						const id = OrganisationId.safeParse(name.slice(OF_ORGANISATION.length));
						const ours = name.startsWith(OF_ORGANISATION) && id.success && typeof value === 'string';
						// Written by this code and sealed since: no more is asked of it than that it is JSON.
						return ours ? [[id.data, JSON.parse(value) as OrganisationAnswer] as const] : [];
					}),
				);
			},
			keepOrganisation: (id, answer) => write(OF_ORGANISATION + id, JSON.stringify(answer)),
			async dropOrganisation(id) {
				written.delete(OF_ORGANISATION + id);
				await quietly(() => sealed.write([sealed.drop('logs', OF_ORGANISATION + id)]));
			},
			async find(name) {
				const found = await quietly(() => sealed.get('logs', OF_PAGE + name));
				return typeof found === 'string' ? found : undefined;
			},
			keep: (name, value) => write(OF_PAGE + name, value),
			forget() {
				sealed.forget();
				written.clear();
				shelf.close();
			},
		};
	};
}
