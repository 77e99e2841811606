import { randomInt, randomUUID } from 'node:crypto';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { addressOf } from '#platform/config.ts';
import { insertLetter } from '#platform/mail/outbox.ts';
import type { Runtime } from '#platform/runtime.ts';
import { m } from '#words/messages.js';
import { whoIsTold } from '../rules/mail.ts';
import { listMailDue, updateTold } from '../store/waiting.ts';

export const tellStaffTask = 'intake:tellStaff';
const MINUTE = 60_000;

/**
 * Mail to whoever is on duty (to the whole desk where nobody is, or where something is urgent): only that
 * something waits. Run three times an hour and sent at a random moment after, so that no letter tells when
 * anybody wrote. Nobody is told twice of the same.
 */
export async function tellStaff(runtime: Runtime): Promise<void> {
	await within(runtime.db, system, async (tx) => {
		const now = runtime.now();
		const day = now.toISOString().slice(0, 10);
		const due = await listMailDue(tx, now);
		for (const told of whoIsTold(due)) {
			const { locale } = told;
			const link = `${addressOf(runtime.config)}/${locale}/desk`;
			await insertLetter(
				tx,
				runtime,
				randomUUID(),
				{
					to: runtime.keys.openAtRest('email', Buffer.from(told.emailSealed)),
					subject: m.intake_desk_mail_subject({}, { locale }),
					text: m.intake_desk_mail_text({ link }, { locale }),
				},
				new Date(now.getTime() + randomInt(1, 20) * MINUTE),
			);
		}
		for (const one of due) await updateTold(tx, one, day);
	});
}
