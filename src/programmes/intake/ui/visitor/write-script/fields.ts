import { utf8 } from '#vault/format/bytes.ts';
import type { Posted } from '../../../request-form.ts';

/** The fields of a form as the rules read them, files apart. */
export function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): Posted {
	const posted = new Map<string, Uint8Array[]>();
	const data = new FormData(form, submitter);
	for (const [name, value] of data) {
		if (typeof value !== 'string') continue;
		// Browsers end lines with both signs in forms.
		const words = utf8(value.replaceAll('\r\n', '\n'));
		posted.set(name, [...(posted.get(name) ?? []), words]);
	}
	return posted;
}

/** The files chosen in a form. */
export function filesOf(form: HTMLFormElement): File[] {
	const input = form.querySelector<HTMLInputElement>('input[type=file]');
	return [...(input?.files ?? [])];
}

/** Puts files back into a form that was drawn anew. */
export function giveFiles(form: HTMLFormElement | null, files: readonly File[]): void {
	const input = form?.querySelector<HTMLInputElement>('input[type=file]');
	if (!input) return;
	const given = new DataTransfer();
	for (const file of files) given.items.add(file);
	input.files = given.files;
}

/** What the page's own choices allow: there is no other list of needs and regions in the browser. */
export function choicesOf(form: HTMLFormElement): {
	readonly isNeedId: (id: string) => boolean;
	readonly isRegionCode: (code: string) => code is `${Uppercase<string>}-${Uppercase<string>}`;
} {
	const values = (selector: string) =>
		new Set(
			[...form.querySelectorAll<HTMLInputElement | HTMLOptionElement>(selector)].map(({ value }) => value),
		);
	const needs = values('input[name=need]');
	const regions = values('select[name=region] option');
	return {
		isNeedId: (id) => needs.has(id),
		isRegionCode: (code): code is `${Uppercase<string>}-${Uppercase<string>}` => regions.has(code),
	};
}
