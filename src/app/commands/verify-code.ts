import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
	digestOf,
	readManifest,
	verifyServed,
	type Difference,
	type Manifest,
} from '#platform/code/index.ts';
import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { done, refused, wrongUsage, type Command } from './command.ts';

const client = fileURLToPath(new URL('../../../build/client', import.meta.url));

/** Does a server hand out the code that was built here, and nothing else? */
export const verifyCode: Command = {
	usage: 'verify-code URL',
	says: (locale) => ({
		line: m.commands_verify_code({}, { locale }),
		more: m.commands_verify_code_more({}, { locale }),
	}),
	async run({ locale, say, progress }, args) {
		const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
		const [address, ...rest] = positionals;
		if (address === undefined || rest.length > 0 || !URL.canParse(address)) return wrongUsage;
		let manifest: Manifest;
		try {
			manifest = await readManifest(client);
		} catch (cause) {
			if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
			return refused({ id: 'code.not-built' });
		}
		let differences: Difference[];
		try {
			differences = await verifyServed(address, manifest, (n) => progress(`${n}/${manifest.size}`));
		} catch (cause) {
			if (cause instanceof TypeError) return refused({ id: 'code.unreachable' });
			throw cause;
		}
		for (const difference of differences) say(`${sentence(difference, locale)} ${difference.path}`);
		say(m.commands_verify_code_digest({ digest: digestOf(manifest) }, { locale }));
		if (differences.length > 0) return refused({ id: 'code.differs', params: { count: differences.length } });
		say(m.commands_verify_code_done({ files: manifest.size }, { locale }));
		return done;
	},
};

function sentence({ kind }: Difference, locale: Locale): string {
	switch (kind) {
		case 'other':
			return m.commands_verify_code_other({}, { locale });
		case 'missing':
			return m.commands_verify_code_missing({}, { locale });
		case 'foreign-script':
			return m.commands_verify_code_foreign({}, { locale });
		case 'inline-script':
			return m.commands_verify_code_inline({}, { locale });
	}
}
