import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { action, everyone, signedIn } from '#platform/action/index.ts';
import { addressOf } from '#platform/config.ts';
import { asHouse } from '#platform/db/within.ts';
import { readKeptLetters } from '#platform/mail/kept-letters.ts';
import { insertLetter } from '#platform/mail/outbox.ts';
import { ok, refuse } from '#platform/result.ts';
import { m } from '#words/messages.js';
import { takeTry, type Allowance } from '#platform/budget.ts';
import { openAddress, openWaiting, sealAddress, sealWaiting, tellOwner } from '../letters.ts';
import { localeField, secretToken } from '../model/account.ts';
import { isMailAddress } from '../rules/mail-address.ts';
import { findPerson, findPersonByEmailToken, updatePerson } from '../store/person.ts';
import { hashToken, newToken } from '../tokens.ts';

/** Letters that one person may have sent to addresses that nobody has confirmed. */
const links: Allowance = { name: 'letters.links', atOnce: 5, secondsEach: 600 };
const threeDays = 3 * 86_400_000;
const noAddress = { email_waiting: null, email_token_hash: null };

/** Where one's letters go, what one is told of, and in which language. */
export const myLetters = action({
	name: 'members.myLetters',
	input: z.strictObject({}),
	access: signedIn('full'),
	writes: false,
	async run({ tx, actor, now, runtime }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const person = await asHouse(tx, () => findPerson(tx, actor.person));
		if (!person) return refuse('access.sign-in');
		const address = openAddress(runtime, person);
		const waiting = openWaiting(runtime, person, now);
		const mine = [address, waiting?.address].filter((one) => one !== undefined);
		return ok({
			address,
			waiting,
			toldOfWaiting: person.told_of_waiting,
			locale: person.locale,
			/** The demonstration has no mail server: what would have been sent is shown. */
			shown: runtime.config.demonstration ? await readKeptLetters(runtime, mine) : undefined,
		});
	},
});

/** Names an address; a letter with a link goes there, and nothing else until the link was opened. */
export const giveAddress = action({
	name: 'members.giveAddress',
	input: z.strictObject({ address: z.string().trim().max(254).refine(isMailAddress), locale: localeField }),
	access: signedIn('full'),
	async run({ tx, actor, now, runtime, touched }, { address, locale }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const { wait } = takeTry(runtime, links, actor.person);
		if (wait > 0) return refuse('address.slow-down', { params: { minutes: Math.ceil(wait / 60) } });
		touched('person', actor.person);
		const token = newToken();
		const until = new Date(now.getTime() + threeDays).toISOString();
		const link = `${addressOf(runtime.config)}/${locale}/desk/address#${token}`;
		await asHouse(tx, async () => {
			await updatePerson(tx, actor.person, {
				email_waiting: sealWaiting(runtime, { address, until }),
				email_token_hash: hashToken(token),
			});
			const content = {
				to: address,
				subject: m.people_letter_confirm_subject({}, { locale }),
				text: m.people_letter_confirm({ link }, { locale }),
			};
			await insertLetter(tx, runtime, randomUUID(), content, now);
		});
		return ok({ until });
	},
});

/** The link was opened: letters go to this address from now on. The earlier one is told. */
export const confirmAddress = action({
	name: 'members.confirmAddress',
	input: z.strictObject({ token: secretToken }),
	access: everyone('whoever holds the secret of the link that was sent to the address'),
	async run({ tx, now, runtime }, { token }) {
		return asHouse(tx, async () => {
			const person = await findPersonByEmailToken(tx, hashToken(token));
			const waiting = person && openWaiting(runtime, person, now);
			if (!person || !waiting) return refuse('address.link-ended');
			const before = openAddress(runtime, person);
			if (before !== undefined && before !== waiting.address) {
				await tellOwner({ tx, runtime, now }, person, 'address');
			}
			await updatePerson(tx, person.id, {
				email_sealed: sealAddress(runtime, waiting.address),
				...noAddress,
			});
			return ok({});
		});
	},
});

/** Takes the address away, the confirmed one and the one that waits; it is told so once. */
export const removeAddress = action({
	name: 'members.removeAddress',
	input: z.strictObject({
		/** Only the one that waits for its link: the confirmed one stays. */
		waiting: z.boolean().default(false),
	}),
	access: signedIn('full'),
	async run({ tx, actor, now, runtime, touched }, { waiting }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		touched('person', actor.person);
		await asHouse(tx, async () => {
			const person = await findPerson(tx, actor.person);
			if (person && !waiting) await tellOwner({ tx, runtime, now }, person, 'address');
			await updatePerson(tx, actor.person, { ...noAddress, ...(waiting ? {} : { email_sealed: null }) });
		});
		return ok({});
	},
});

/** Whether one is told that something waits, and the language of letters. */
export const chooseLetters = action({
	name: 'members.chooseLetters',
	input: z.strictObject({ toldOfWaiting: z.boolean(), locale: localeField }),
	access: signedIn('full'),
	async run({ tx, actor, touched }, { toldOfWaiting, locale }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		touched('person', actor.person);
		await asHouse(tx, () => updatePerson(tx, actor.person, { told_of_waiting: toldOfWaiting, locale }));
		return ok({});
	},
});
