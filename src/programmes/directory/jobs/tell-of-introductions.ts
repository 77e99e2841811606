import { randomInt, randomUUID } from 'node:crypto';
import { system } from '#platform/action/index.ts';
import { addressOf } from '#platform/config.ts';
import { within } from '#platform/db/within.ts';
import { insertLetter } from '#platform/mail/outbox.ts';
import type { Runtime } from '#platform/runtime.ts';
import { m } from '#words/messages.js';
import { listWaiting, updateTold } from '../store/introduction.ts';
import { listCoordinatorAddresses } from '../store/service.ts';

export const tellOfIntroductionsTask = 'directory:tellOfIntroductions';
const MINUTE = 60_000;

/**
 * Writes to coordinators that something waits at their desk, and nothing else: not what, nor from whom. Run some times
 * an hour and sent at a random moment after, so that no letter tells when anybody asked. Nobody is told twice.
 */
export async function tellOfIntroductions(runtime: Runtime): Promise<void> {
	await within(runtime.db, system, async (tx) => {
		const told = new Set<string>();
		for (const organisation of await listWaiting(tx)) {
			for (const { person, locale, emailSealed } of await listCoordinatorAddresses(tx, organisation)) {
				if (told.has(person)) continue;
				told.add(person);
				const letter = {
					to: runtime.keys.openAtRest('email', Buffer.from(emailSealed)),
					subject: m.introductions_mail_subject({}, { locale }),
					text: m.introductions_mail_text(
						{ link: `${addressOf(runtime.config)}/${locale}/desk` },
						{ locale },
					),
				};
				const at = new Date(runtime.now().getTime() + randomInt(1, 20) * MINUTE);
				await insertLetter(tx, runtime, randomUUID(), letter, at);
			}
			await updateTold(tx, organisation);
		}
	});
}
