import { ok, refuse, type Result } from '#platform/result.ts';
import type { AgreementState, AgreementStep } from '../model/agreement.ts';
import type { KeptState, Side } from '../model/listing.ts';

/** Who does a step: whose listing it is, or whoever proposed. */
export type Party = 'owner' | 'proposer';

interface Step {
	readonly from: AgreementState;
	readonly to: AgreementState;
	/** `who-needed`: thanks come from whoever got what they needed. */
	readonly by: Party | 'either' | 'who-needed';
	/** What becomes of the listing itself. */
	readonly listing: KeptState;
}

/** Every step of an agreement; what is not here cannot be done. */
const steps: Readonly<Record<AgreementStep, Step>> = {
	accept: { from: 'proposed', to: 'agreed', by: 'owner', listing: 'agreed' },
	renew: { from: 'proposed', to: 'proposed', by: 'proposer', listing: 'open' },
	decline: { from: 'proposed', to: 'declined', by: 'owner', listing: 'open' },
	'take-back': { from: 'proposed', to: 'taken-back', by: 'proposer', listing: 'open' },
	'call-off': { from: 'agreed', to: 'called-off', by: 'either', listing: 'open' },
	conclude: { from: 'agreed', to: 'done', by: 'either', listing: 'done' },
	thank: { from: 'done', to: 'thanked', by: 'who-needed', listing: 'thanked' },
};

/** States in which two organisations still have something to do with each other. */
export const underWay: readonly AgreementState[] = ['proposed', 'agreed', 'done'];

function mayDo({ by }: Step, party: Party, side: Side): boolean {
	if (by === 'who-needed') return (side === 'need') === (party === 'owner');
	return by === 'either' || by === party;
}

/** How an agreement stands; `outdated`: the listing was put otherwise since it was proposed. */
export interface Standing {
	readonly state: AgreementState;
	readonly side: Side;
	readonly outdated?: boolean;
}

/**
 * What a party may do next. What was proposed on other words is not agreed to until whoever proposed has said
 * that it holds on the new ones too.
 */
export function nextSteps({ state, side, outdated = false }: Standing, party: Party): AgreementStep[] {
	const held: AgreementStep = outdated ? 'accept' : 'renew';
	return (Object.keys(steps) as AgreementStep[]).filter(
		(name) => name !== held && steps[name].from === state && mayDo(steps[name], party, side),
	);
}

/** Takes a step: how agreement and listing stand then. */
export function takeStep(
	now: Standing & { readonly listing: KeptState },
	step: AgreementStep,
	party: Party,
): Result<{ agreement: AgreementState; listing: KeptState | 'as-it-is' }> {
	if (!nextSteps(now, party).includes(step)) return refuse('need.not-now');
	const { to, listing } = steps[step];
	if (step === 'accept' && now.listing !== 'open') return refuse('need.not-open');
	// Declining one of several leaves the listing as the agreement with another has made it.
	const touches = !['decline', 'renew', 'take-back'].includes(step);
	return ok({ agreement: to, listing: touches ? listing : 'as-it-is' });
}

/** Whether an organisation may propose, given what was between the two about this listing before. */
export function propose(
	listing: { readonly state: KeptState | 'expired'; readonly isOwn: boolean },
	before: AgreementState | undefined,
): Result<'proposed'> {
	if (listing.isOwn) return refuse('need.own');
	if (listing.state !== 'open') return refuse('need.not-open');
	if (before === 'declined') return refuse('need.declined');
	if (before !== undefined && underWay.includes(before)) return refuse('need.proposed-already');
	return ok('proposed');
}
