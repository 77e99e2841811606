import { readFile } from 'node:fs/promises';
import { verifyLetterFile } from '#programmes/joint-actions/index.ts';
import { fingerprintHex, fingerprintWords } from '#vault/format/fingerprint.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { m } from '#words/messages.js';
import { done, refused, wrongUsage, type Command } from './command.ts';

/** Does an open letter bear the signatures it claims? Asks nobody: no database, no network. */
export const verifyLetter: Command = {
	usage: 'verify-letter FILE',
	says: (locale) => ({
		line: m.commands_verify_letter({}, { locale }),
		more: m.commands_verify_letter_more({}, { locale }),
	}),
	async run({ locale, say }, args) {
		const [file, ...rest] = args;
		if (file === undefined || rest.length > 0) return wrongUsage;
		let text: string;
		try {
			text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file));
		} catch (cause) {
			// Not text at all, or not to be read.
			if (cause instanceof TypeError) return refused({ id: 'letter.file-malformed' });
			return refused({ id: 'letter.file-unreadable' });
		}
		await vaultReady();
		const verified = verifyLetterFile(text);
		if (!verified.ok) return refused(verified.refusal);
		const { letter, signers, network } = verified.value;
		const { title } = letter.content;
		const { version } = letter;
		say(m.commands_verify_letter_text({ title: title[locale] || title.ru || title.en, version }, { locale }));
		for (const { name, signed, fingerprint } of signers) {
			const of = name[locale] || name.ru || name.en;
			say(m.commands_verify_letter_signer({ day: signed.slice(0, 10), name: of }, { locale }));
			say(`  ${fingerprintHex(fingerprint)}`);
		}
		say(m.commands_verify_letter_done({ count: signers.length }, { locale }));
		for (const language of ['ru', 'en'] as const) say(fingerprintWords(network, language).join(' '));
		say(fingerprintHex(network));
		return done;
	},
};
