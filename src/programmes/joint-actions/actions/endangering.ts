import { countryPack } from '#country/ru/index.ts';
import type { Actor } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { listLegalStates } from '#programmes/directory/index.ts';
import { listParties, listSignatures } from '../store/signature.ts';
import type { LetterRef } from '../model/letter.ts';

/** An organisation whose legal state endangers those who join their names to its own. */
export interface Endangering {
	readonly organisation: string;
	readonly states: readonly string[];
}

/** Which of these organisations the country pack warns of, as far as the actor may know. */
export async function listEndangering(
	tx: Tx,
	actor: Actor,
	organisations: readonly string[],
): Promise<Endangering[]> {
	const states = await listLegalStates(tx, actor, [...new Set(organisations)]);
	return [...states].flatMap(([organisation, all]) => {
		const grave = all.filter((state) => countryPack.findLegalWarning(state));
		return grave.length > 0 ? [{ organisation, states: grave }] : [];
	});
}

/** Everybody whose name stands under a letter or may come to stand there. */
export async function listConcerned(tx: Tx, at: LetterRef): Promise<string[]> {
	const parties = await listParties(tx, at);
	const signatures = await listSignatures(tx, at);
	return [
		...new Set([
			at.organisation,
			...parties.filter(({ state }) => state === 'invited').map(({ party }) => party),
			...signatures.map(({ signer }) => signer),
		]),
	];
}

/**
 * Whether whoever joins their name to a letter was shown every warning about the others: `warned` are the
 * organisations of which the page told.
 */
export async function wasWarned(
	tx: Tx,
	actor: Actor,
	concerned: readonly string[],
	warned: readonly string[],
): Promise<boolean> {
	const grave = await listEndangering(tx, actor, concerned);
	return grave.every(({ organisation }) => warned.includes(organisation));
}
