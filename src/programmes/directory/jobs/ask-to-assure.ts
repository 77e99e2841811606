import { randomInt, randomUUID } from 'node:crypto';
import { system } from '#platform/action/index.ts';
import { addressOf } from '#platform/config.ts';
import { within } from '#platform/db/within.ts';
import { announce } from '#platform/live/bus.ts';
import { insertLetter } from '#platform/mail/outbox.ts';
import type { Runtime } from '#platform/runtime.ts';
import { m } from '#words/messages.js';
import { pageTag, servicesTag } from '../model/page-tag.ts';
import { dueSince } from '../rules/assured.ts';
import { listAssuranceDue, listCoordinatorAddresses, updateAsked } from '../store/service.ts';

export const askToAssureTask = 'directory:askToAssure';
const MINUTE = 60_000;
/** So many organisations in one transaction, whose announcement has to fit one; the rest follows at once. */
const batch = 50;

/**
 * Once a day: the coordinators of organisations whose services nobody assured for half a year are asked whether
 * all of it still holds, once in six months, in one letter a person. Their pages are made anew, for from today
 * they say so.
 */
export async function askToAssure(runtime: Runtime): Promise<void> {
	const told = new Set<string>();
	for (;;) {
		const done = await within(runtime.db, system, async (tx) => {
			const now = runtime.now();
			const today = now.toISOString().slice(0, 10);
			const due = await listAssuranceDue(tx, dueSince(today), batch);
			for (const one of due) {
				for (const { person, locale, emailSealed } of await listCoordinatorAddresses(tx, one.organisation)) {
					if (told.has(person)) continue;
					told.add(person);
					const link = `${addressOf(runtime.config)}/${locale}/desk/services`;
					const letter = {
						to: runtime.keys.openAtRest('email', Buffer.from(emailSealed)),
						subject: m.services_mail_subject({}, { locale }),
						text: m.services_mail_text({ link }, { locale }),
					};
					const at = new Date(now.getTime() + randomInt(1, 20) * MINUTE);
					await insertLetter(tx, runtime, randomUUID(), letter, at);
				}
				await updateAsked(tx, one, today);
			}
			if (due.length > 0)
				await announce(tx, {
					kind: 'pages',
					tags: [servicesTag, ...due.map(({ slug }) => pageTag(slug))],
				});
			return due.length;
		});
		if (done < batch) return;
	}
}
