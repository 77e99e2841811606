import { findNetwork } from '#commons/organisations/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { certifyIntakeVault, publishNetworkDocument } from '#vault/client/membership/certificates.ts';
import { renewIntroductionKey } from '#vault/client/membership/introduction-key.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { NetworkId } from '#vault/format/model.ts';
import { must } from './client.ts';
import { routingRules } from './data/index.ts';
import { fillLetters } from './letters.ts';
import { fillListings } from './listings.ts';
import { bringPeople, type DemoDesk, type DemoPeople } from './people.ts';
import { fillProfiles } from './profiles.ts';
import { fillRequests } from './requests.ts';
import { fillServices } from './services.ts';
import { demonstrationState, mark } from './state.ts';

/**
 * Fills an empty data folder with the invented network, acting as its people's clients. Refuses a folder
 * that holds a real one: invented accounts with a known passphrase must never stand beside real people.
 */
export async function fillDemonstration(runtime: Runtime, tell: (line: string) => void): Promise<void> {
	const { dataDir } = runtime.config;
	const state = await demonstrationState(dataDir);
	if (state === 'filled') return;
	if (state === 'filling' || (await findNetwork(runtime.publicDb)) !== undefined) {
		throw new Error(
			state === 'filling'
				? `The demonstration in ${dataDir} was left half filled. Delete that folder, or name another in ACCORD_DATA.`
				: `The data folder ${dataDir} holds a real network; the demonstration is not mixed into it. Name another folder in ACCORD_DATA. Nothing was changed.`,
		);
	}
	await mark(dataDir, 'filling');
	await vaultReady();
	const clock = { at: runtime.now() };
	// The same server on a clock of its own: what is replayed happened when it says.
	const replayed: Runtime = { ...runtime, now: () => clock.at };
	const people = await bringPeople(replayed, tell);
	await publish(replayed, people);
	await fillListings(people);
	await fillProfiles(replayed, people);
	await fillServices(replayed, people);
	await fillLetters(replayed, people);
	await fillRequests(replayed, clock, people, tell);
	await mark(dataDir, 'filled');
}

/** The office signs who belongs and which desk answers what; desks name each other as backups, and may be asked. */
async function publish(runtime: Runtime, { office, desks }: DemoPeople): Promise<void> {
	const all = [...desks.values()];
	for (const desk of all) {
		const backup = desk === office ? all.find((other) => other !== office) : office;
		must(
			await certifyIntakeVault(desk.coordinator.acting(), {
				organisation: desk.organisation,
				vault: desk.vault,
				backup: backup ? { organisation: backup.organisation, vault: backup.vault } : null,
			}),
		);
		must(await renewIntroductionKey(desk.coordinator.acting(), desk.organisation));
	}
	const network = await findNetwork(runtime.publicDb);
	if (network === undefined) throw new Error('The demonstration has no network');
	const id = NetworkId.parse(network.id);
	const by = office.coordinator.acting();
	const followUpSalt = Uint8Array.from(network.followSalt);
	must(
		await publishNetworkDocument(by, {
			office: office.organisation,
			content: { kind: 'organisations', network: id, followUpSalt, organisations: all.map(listed) },
		}),
	);
	const at = ({ organisation, vault }: DemoDesk) => ({ organisation, vault });
	const rules = routingRules.flatMap((rule) => {
		const desk = desks.get(rule.to);
		return desk && (rule.need || rule.region)
			? [{ need: rule.need ?? '*', region: rule.region ?? '*', to: at(desk), alternates: [at(office)] }]
			: [];
	});
	must(
		await publishNetworkDocument(by, {
			office: office.organisation,
			content: { kind: 'routing', network: id, rules, fallback: at(office), desks: all.map(at) },
		}),
	);
}

function listed({ organisation, coordinator }: DemoDesk) {
	const { state } = must(coordinator.acting().ring.organisation(organisation));
	return { organisation, identity: state.identity, signing: state.keys.signing };
}
