import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Doing } from '#platform/action/index.ts';
import { addressOf } from '#platform/config.ts';
import { insertLetter } from '#platform/mail/outbox.ts';
import type { Runtime } from '#platform/runtime.ts';
import { m } from '#words/messages.js';
import { findPerson, listCoordinatorsOf, type Person } from './store/person.ts';

/**
 * Letters to members. They say that something waits, or what happened to one's own account: never a name,
 * never anything of a request, for whoever reads the mail of a member must learn nothing of others.
 */
type Writing = Pick<Doing, 'tx' | 'runtime' | 'now'>;
type Addressed = Pick<Person, 'id' | 'email_sealed' | 'email_waiting' | 'locale'>;

/** What may happen to an account that its owner should hear of by another way than the account itself. */
const news = {
	address: m.people_letter_news_address,
	'backup-codes': m.people_letter_news_backup_codes,
	'factor-added': m.people_letter_news_factor_added,
	'factor-removed': m.people_letter_news_factor_removed,
	'new-device': m.people_letter_news_new_device,
	passphrase: m.people_letter_news_passphrase,
	recovered: m.people_letter_news_recovered,
	rekeyed: m.people_letter_news_rekeyed,
	sheet: m.people_letter_news_sheet,
} as const;
export type AccountNews = keyof typeof news;

const waitingAddress = z.object({ address: z.string(), until: z.iso.datetime() });
type Waiting = z.output<typeof waitingAddress>;

/** The purpose under which addresses rest; the mail that something waits opens them too. */
const purpose = 'email';

export function sealAddress(runtime: Runtime, address: string): Buffer {
	return runtime.keys.sealAtRest(purpose, address);
}

/** The confirmed address, if there is one. */
export function openAddress(
	runtime: Runtime,
	{ email_sealed }: Pick<Person, 'email_sealed'>,
): string | undefined {
	return email_sealed === null ? undefined : runtime.keys.openAtRest(purpose, Buffer.from(email_sealed));
}

export function sealWaiting(runtime: Runtime, waiting: Waiting): Buffer {
	return runtime.keys.sealAtRest(`${purpose}-waiting`, JSON.stringify(waiting));
}

/** The address that waits to be confirmed, while its link holds. */
export function openWaiting(
	runtime: Runtime,
	{ email_waiting }: Pick<Person, 'email_waiting'>,
	now: Date,
): Waiting | undefined {
	if (email_waiting === null) return undefined;
	const opened = runtime.keys.openAtRest(`${purpose}-waiting`, Buffer.from(email_waiting));
	const waiting = waitingAddress.parse(JSON.parse(opened));
	return Date.parse(waiting.until) > now.getTime() ? waiting : undefined;
}

/** Writes to the owner of an account what happened to it, where they have an address. As the house. */
export async function tellOwner(
	{ tx, runtime, now }: Writing,
	person: Addressed | string,
	what: AccountNews,
): Promise<void> {
	const owner = typeof person === 'string' ? await findPerson(tx, person) : person;
	const to = owner && openAddress(runtime, owner);
	if (!owner || to === undefined) return;
	const { locale } = owner;
	const link = `${addressOf(runtime.config)}/${locale}/desk/account`;
	const content = {
		to,
		subject: m.people_letter_news_subject({}, { locale }),
		text: m.people_letter_news({ what: news[what]({}, { locale }), link }, { locale }),
	};
	await insertLetter(tx, runtime, randomUUID(), content, now);
}

/**
 * Tells the coordinators of a person's organisations that a colleague came back with other means than the
 * passphrase: to look who, and to ask them by voice. As the house.
 */
export async function tellCoordinators({ tx, runtime, now }: Writing, person: string): Promise<void> {
	for (const coordinator of await listCoordinatorsOf(tx, person)) {
		const to = openAddress(runtime, coordinator);
		if (to === undefined) continue;
		const { locale } = coordinator;
		const link = `${addressOf(runtime.config)}/${locale}/desk/members`;
		const content = {
			to,
			subject: m.people_letter_colleague_subject({}, { locale }),
			text: m.people_letter_colleague({ link }, { locale }),
		};
		await insertLetter(tx, runtime, randomUUID(), content, now);
	}
}
