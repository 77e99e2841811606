import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withDatabase } from '#test/harness/with-database.ts';
import { needlesOf, searchPlaces } from '../seizure/index.ts';
import { readBackup, writeBackup } from './index.ts';
import { ask } from '#test/harness/ask.ts';

const ours = withDatabase();
const empty = withDatabase();
let folder: string;
let identity: string;
const office = randomUUID();
const chunk = randomBytes(300_000);

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'accord-backup-'));
	identity = await generateX25519Identity();
	await ask(
		ours.url,
		"insert into accord.network (id, name_ru, name_en, follow_salt, office) values ($1, 'Сеть\tс «табуляцией»\nи строкой', 'Network', $2, $3)",
		[randomUUID(), randomBytes(16), office],
	);
	await ask(
		ours.url,
		"insert into accord.organisation (id, slug, region, state, office, joined_on) values ($1, 'office', 'RU-MOW', 'active', true, '2026-01-05')",
		[office],
	);
	for (let i = 0; i < 3; i++) {
		await ask(
			ours.url,
			"insert into accord.audit (at, person, action, object_kind, object_id) values (now(), $1, 'intake.takeRequest', 'request', $2)",
			[randomUUID(), randomUUID()],
		);
	}
	await mkdir(join(folder, 'from/files/a'), { recursive: true });
	await mkdir(join(folder, 'from/keys'), { recursive: true });
	await writeFile(join(folder, 'from/files/a/0'), chunk);
	await writeFile(join(folder, 'from/keys/server.key'), randomBytes(32));
});
afterAll(() => rm(folder, { recursive: true }));

const make = async (file: string) =>
	writeBackup({
		databaseUrl: ours.url,
		dataDir: join(folder, 'from'),
		file,
		recipients: [await identityToRecipient(identity)],
		now: new Date('2026-11-01T10:00:00Z'),
	});
const bring = (file: string, key = identity) =>
	readBackup({ databaseUrl: empty.url, dataDir: join(folder, 'to'), file, identity: key });

describe('a backup', () => {
	it('tells nothing to whoever finds the file', async () => {
		const file = join(folder, 'one');
		await make(file);
		expect((await searchPlaces([file], needlesOf('Network'))).found).toEqual([]);
	});

	it('is refused when it was cut short, with another key, or when it is something else; nothing is changed', async () => {
		const file = join(folder, 'cut');
		await make(file);
		await truncate(file, 200_000);
		await expect(bring(file)).rejects.toThrow();
		expect(await bring(join(folder, 'one'), await generateX25519Identity())).toMatchObject({
			refusal: { id: 'backup.key-does-not-open' },
		});
		expect(await bring(join(folder, 'one'), 'password')).toMatchObject({
			refusal: { id: 'backup.key-malformed' },
		});
		await writeFile(join(folder, 'other'), 'not a backup');
		expect(await bring(join(folder, 'other'))).toMatchObject({ refusal: { id: 'backup.key-does-not-open' } });
		expect(await ask(empty.url, 'select from accord.organisation')).toHaveLength(0);
	});

	it('brings everything back: rows to the letter, files to the byte, numbers that go on', async () => {
		expect(await bring(join(folder, 'one'))).toMatchObject({
			ok: true,
			value: { files: 2, madeAt: new Date('2026-11-01T10:00:00Z') },
		});
		for (const table of ['network', 'organisation', 'audit']) {
			const rows = (url: string) => ask(url, `select * from accord.${table} order by 1`);
			expect(await rows(empty.url)).toEqual(await rows(ours.url));
		}
		expect(await readFile(join(folder, 'to/files/a/0'))).toEqual(chunk);
		const [next] = await ask<{ id: string }>(
			empty.url,
			"insert into accord.audit (at, person, action, object_kind, object_id) values (now(), $1, 'x', '', '') returning id",
			[randomUUID()],
		);
		expect(Number(next?.id)).toBe(4);
	});

	it('is not laid over a network that is there', async () => {
		expect(await bring(join(folder, 'one'))).toMatchObject({ refusal: { id: 'backup.network-there' } });
	});
});
