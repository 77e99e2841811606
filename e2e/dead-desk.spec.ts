import { Client } from 'pg';
import { expect, test } from 'vitest';
import { withVisitorPlace } from './visitor/place.ts';
import { words } from './visitor/words.ts';

/** A desk at which nobody is left takes no requests; its poster leads on to another. */
const place = withVisitorPlace();

test('the poster of a desk where nobody is left offers another, without script and with it', async () => {
	const say = words.ru;
	const page = await place.visit('/ru/write/centre', false);
	await page.getByText(say.reader).first().waitFor();
	expect(await page.getByRole('heading', { name: /^Сейчас никто не дежурит/ }).count()).toBe(0);
	const client = new Client({ connectionString: place.databaseUrl });
	await client.connect();
	await client.query(`update accord.membership set state = 'suspended' where organisation = $1`, [
		place.network.centre.id,
	]);
	await client.end();
	const closed = page.getByRole('heading', { name: 'Сейчас никто не дежурит: Пермский правозащитный центр' });
	await expect
		.poll(
			async () => {
				await page.reload();
				return closed.count();
			},
			{ timeout: 30_000, interval: 500 },
		)
		.toBe(1);
	await page.getByRole('radio', { name: say.need }).check();
	await page.getByLabel(say.region).selectOption({ label: say.perm });
	await page.getByRole('textbox', { name: say.text, exact: true }).fill('Прошу помочь с призывом.');
	await page.getByRole('button', { name: say.who }).click();
	// The rules name whom to ask in its place.
	await page.getByText('Прочтёт дежурный организации: Уральский комитет').waitFor();
	await page.getByRole('button', { name: say.send, exact: true }).click();
	await page.getByRole('heading', { name: say.sent }).waitFor();

	const scripted = await place.visit('/ru/write/centre', true);
	await scripted.getByRole('heading', { name: /^Сейчас никто не дежурит/ }).waitFor();
	await scripted.getByRole('radio', { name: say.need }).check();
	await scripted.getByLabel(say.region).selectOption({ label: say.perm });
	await scripted.getByRole('textbox', { name: say.text, exact: true }).fill('И со скриптом.');
	await scripted.getByRole('button', { name: say.send, exact: true }).click();
	await scripted.getByRole('heading', { name: say.sent }).waitFor({ timeout: 30_000 });
	expect(scripted.problems).toEqual([]);
});
