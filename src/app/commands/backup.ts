import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { writeBackup } from '#platform/backup/index.ts';
import { makeFolder } from '#platform/make-folder.ts';
import { m } from '#words/messages.js';
import { done, refused, wrongUsage, type Command, type Terminal } from './command.ts';
import { withDatabase } from './with-database.ts';

/** Seals everything into one file. The key that opens it is shown once and never kept here. */
export const backup: Command = {
	usage: 'backup FILE [--to age1…]',
	says: (locale) => ({
		line: m.commands_backup({}, { locale }),
		more: m.commands_backup_more({}, { locale }),
	}),
	async run(terminal, args) {
		const { values, positionals } = parseArgs({
			args: [...args],
			options: { to: { type: 'string', multiple: true } },
			allowPositionals: true,
		});
		const [file, ...rest] = positionals;
		if (file === undefined || rest.length > 0) return wrongUsage;
		const recipients = values.to ?? (await recipientsOf(terminal));
		try {
			const report = await withDatabase(terminal.config, (databaseUrl) =>
				writeBackup({
					databaseUrl,
					dataDir: terminal.config.dataDir,
					file,
					recipients,
					now: new Date(),
					progress: ({ table, rows }) => terminal.progress(`${table}: ${rows}`),
				}),
			);
			terminal.say(m.commands_backup_done({ ...report }, { locale: terminal.locale }));
			return done;
		} catch (cause) {
			const { code } = cause as NodeJS.ErrnoException;
			if (code === 'ENOSPC') return refused({ id: 'backup.disk-full' });
			if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
				return refused({ id: 'backup.cannot-write' });
			throw cause;
		}
	},
};

/** The public halves to which backups are sealed; the first backup makes a pair and shows the secret half once. */
async function recipientsOf({ config, say, locale }: Terminal): Promise<string[]> {
	const folder = join(config.dataDir, 'keys');
	const path = join(folder, 'backup-recipients');
	try {
		const text = await readFile(path, 'utf8');
		return text.split('\n').filter((line) => line.startsWith('age1'));
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
	}
	const identity = await generateX25519Identity();
	const recipient = await identityToRecipient(identity);
	makeFolder(folder);
	await writeFile(path, `${recipient}\n`, { mode: 0o600, flag: 'wx', flush: true });
	say(m.commands_backup_key({}, { locale }));
	say(identity);
	return [recipient];
}
