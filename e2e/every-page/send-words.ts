import { words } from '../visitor/words.ts';
import type { Reader } from './place.ts';

/** The pages that one reaches only by writing in: refused, sent, kept; then followed, and destroyed. */
export async function sendWords({ language, page, visit, look, expected }: Reader): Promise<void> {
	const w = words[language];
	const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
	expected.refusals = true;
	await visit('/write/follow');
	await page.getByLabel(w.code).fill('1234 5678 90x2 1234 5678 9012');
	await press(w.open);
	await page.getByRole('link', { name: w.digits }).waitFor();
	await look('a code that is none');
	await visit('/write');
	await page.getByRole('textbox', { name: w.text, exact: true }).fill('Увезли с работы.');
	await press(w.send);
	await page.getByRole('link', { name: w.needMissing }).waitFor();
	await look('a form that was refused');
	await page.getByRole('radio', { name: w.need }).check();
	await page.getByLabel(w.region).selectOption({ label: w.perm });
	await press(w.send);
	await page.getByRole('heading', { name: w.sent }).waitFor();
	await look('the code');
	const code = ((await page.locator('[data-code]').textContent()) ?? '').replaceAll(/\D/g, '');
	await page.getByLabel(w.last).fill(code.slice(-4));
	await press(w.goOn);
	await page.getByRole('heading', { name: w.next }).waitFor();
	await look('kept');
	await visit('/write/follow');
	await page.getByLabel(w.code).fill(code);
	await press(w.open);
	await page.getByRole('heading', { name: w.request }).waitFor();
	await look('a request followed');
	await press(w.destroy);
	await page.getByRole('heading', { name: w.destroyTitle }).waitFor();
	await look('about to be destroyed');
	await page.getByLabel(w.sure).check();
	await press(w.destroyNow);
	await page.getByRole('heading', { name: w.destroyed }).waitFor();
	await look('destroyed');
}
