import { parseArgs } from 'node:util';
import { needlesOf, searchPlaces } from '#platform/seizure/index.ts';
import { m } from '#words/messages.js';
import { done, refused, wrongUsage, type Command } from './command.ts';

/** Does the disk hold these words? Every byte of the data folder, in every encoding we know. */
export const seizure: Command = {
	usage: 'seizure WORD… [--in PLACE]…',
	says: (locale) => ({
		line: m.commands_seizure({}, { locale }),
		more: m.commands_seizure_more({}, { locale }),
	}),
	async run({ config, locale, say, progress }, args) {
		const { values, positionals } = parseArgs({
			args: [...args],
			options: { in: { type: 'string', multiple: true } },
			allowPositionals: true,
		});
		if (positionals.length === 0) return wrongUsage;
		if (positionals.some((word) => [...word].length < 4)) return refused({ id: 'seizure.word-too-short' });
		const places = values.in ?? [config.dataDir];
		let searched;
		try {
			searched = await searchPlaces(places, positionals.flatMap(needlesOf), (files) =>
				progress(String(files)),
			);
		} catch (cause) {
			if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
			return refused({ id: 'seizure.no-place' });
		}
		for (const { path, as, word } of searched.found) say(`${path}: ${word} (${as})`);
		say(
			m.commands_seizure_done(
				{ files: searched.files, megabytes: Math.ceil(searched.bytes / 1e6) },
				{ locale },
			),
		);
		return searched.found.length === 0
			? done
			: refused({ id: 'seizure.found', params: { count: searched.found.length } });
	},
};
