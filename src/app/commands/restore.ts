import { randomUUID } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { readBackup } from '#platform/backup/index.ts';
import { m } from '#words/messages.js';
import { done, refused, wrongUsage, type Command, type Terminal } from './command.ts';
import { withDatabase } from './with-database.ts';

/** Brings a network back from a sealed backup, into a data folder that holds none. */
export const restore: Command = {
	usage: 'restore FILE [--key FILE]',
	says: (locale) => ({
		line: m.commands_restore({}, { locale }),
		more: m.commands_restore_more({}, { locale }),
	}),
	async run(terminal, args) {
		const { values, positionals } = parseArgs({
			args: [...args],
			options: { key: { type: 'string' } },
			allowPositionals: true,
		});
		const [file, ...rest] = positionals;
		if (file === undefined || rest.length > 0) return wrongUsage;
		for (const path of [file, values.key]) {
			if (path !== undefined && !(await readable(path))) return refused({ id: 'backup.no-file' });
		}
		const identity = await identityOf(terminal, values.key);
		if (identity === undefined) return refused({ id: 'backup.key-missing' });
		const result = await withDatabase(terminal.config, (databaseUrl) =>
			readBackup({
				databaseUrl,
				dataDir: terminal.config.dataDir,
				file,
				identity,
				// Sessions are not in a backup, so all have ended; who comes back is told, and brings what is newer.
				afterwards: async (client, madeAt) => {
					const given = [randomUUID(), madeAt, new Date()];
					await client.query('select accord.begin_recovery($1, $2, $3)', given);
				},
			}),
		);
		if (!result.ok) return refused(result.refusal);
		const { madeAt, ...counts } = result.value;
		terminal.say(
			m.commands_restore_done(
				{
					...counts,
					when: madeAt.toLocaleString(terminal.locale, {
						timeZone: 'UTC',
						dateStyle: 'long',
						timeStyle: 'short',
					}),
				},
				{ locale: terminal.locale },
			),
		);
		return done;
	},
};

async function readable(path: string): Promise<boolean> {
	try {
		await access(path);
		return true;
	} catch {
		return false;
	}
}

/** The secret half: from a file, from ACCORD_BACKUP_KEY, or typed in; never as an argument, which others see. */
async function identityOf(
	{ env, locale }: Terminal,
	keyFile: string | undefined,
): Promise<string | undefined> {
	const text = keyFile === undefined ? env.ACCORD_BACKUP_KEY : await readFile(keyFile, 'utf8');
	const found = text?.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'));
	if (found !== undefined || !process.stdin.isTTY) return found ?? text;
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	try {
		return (await terminal.question(`${m.commands_restore_ask({}, { locale })} `)).trim() || undefined;
	} finally {
		terminal.close();
	}
}
