import { system } from '#platform/action/index.ts';
import { addressOf } from '#platform/config.ts';
import { openDatabase } from '#platform/db/open.ts';
import { within } from '#platform/db/within.ts';
import { intakeRole } from '#programmes/intake/index.ts';
import { inviteFromTerminal } from '#programmes/members/index.ts';
import { m } from '#words/messages.js';
import { done, refused, wrongUsage, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

/** A link by which somebody joins an organisation; a coordinator still lets them in. */
export const userAdd: Command = {
	usage: 'user add ORGANISATION',
	says: (locale) => ({
		line: m.commands_user_add({}, { locale }),
		more: m.commands_user_add_more({}, { locale }),
	}),
	async run({ config, locale, say }, args) {
		const [slug, ...more] = args;
		if (slug === undefined || more.length > 0) return wrongUsage;
		return withDatabase(config, async (url) => {
			const { db } = openDatabase(url, { size: 2 });
			try {
				const invited = await within(db, system, (tx) =>
					inviteFromTerminal(tx, slug, [intakeRole], new Date()),
				);
				if (!invited.ok) return refused(invited.refusal);
				say(`${addressOf(config)}/${locale}${invited.value.path}`);
				return done;
			} finally {
				await db.destroy();
			}
		});
	},
};
