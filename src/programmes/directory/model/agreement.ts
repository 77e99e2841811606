import { z } from 'zod';

/** How far two organisations are with one need or offer. */
export type AgreementState =
	| 'proposed'
	| 'agreed'
	| 'declined'
	| 'taken-back'
	| 'called-off'
	| 'done'
	| 'thanked';

/** What either does next. */
export const agreementSteps = [
	'accept',
	'decline',
	'renew',
	'take-back',
	'call-off',
	'conclude',
	'thank',
] as const;
export const AgreementStep = z.enum(agreementSteps);
export type AgreementStep = z.infer<typeof AgreementStep>;
