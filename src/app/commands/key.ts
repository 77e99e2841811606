import { system } from '#platform/action/index.ts';
import { openDatabase } from '#platform/db/open.ts';
import { within } from '#platform/db/within.ts';
import { findFingerprint } from '#programmes/members/index.ts';
import { fingerprintHex, fingerprintWords } from '#vault/format/fingerprint.ts';
import { m } from '#words/messages.js';
import { done, refused, wrongUsage, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

/** The words that people compare, of the network or of one person. */
export const keyFingerprint: Command = {
	usage: 'key fingerprint [LOG-IN-NAME]',
	says: (locale) => ({
		line: m.commands_key_fingerprint({}, { locale }),
		more: m.commands_key_fingerprint_more({}, { locale }),
	}),
	async run({ config, say }, args) {
		if (args.length > 1) return wrongUsage;
		return withDatabase(config, async (url) => {
			const { db } = openDatabase(url, { size: 2 });
			try {
				const found = await within(db, system, (tx) => findFingerprint(tx, args[0]));
				if (!found.ok) return refused(found.refusal);
				for (const language of ['ru', 'en'] as const) say(fingerprintWords(found.value, language).join(' '));
				say(fingerprintHex(found.value));
				return done;
			} finally {
				await db.destroy();
			}
		});
	},
};
