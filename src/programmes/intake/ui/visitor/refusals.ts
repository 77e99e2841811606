import type { Refusal } from '#platform/result.ts';

/**
 * Refusals as they stand in the address of a shell: ids, fields and numbers, never a word that was typed.
 * `request.text-missing@text;file.too-many@files~most=10`
 */
export function writeRefusals(refusals: readonly Refusal[]): string {
	return refusals
		.map(({ id, field, params }) => {
			const numbers = Object.entries(params ?? {}).filter(([, value]) => typeof value === 'number');
			return [id, field ? `@${field}` : '', ...numbers.map(([name, value]) => `~${name}=${value}`)].join('');
		})
		.join(';');
}

/** Reads what `writeRefusals` wrote; what is not of that shape is left out. */
export function readRefusals(text: string): Refusal[] {
	return text.split(';').flatMap((one) => {
		const read = /^([a-z-]+(?:\.[a-z-]+)+)(?:@([A-Za-z]+))?((?:~[A-Za-z]+=\d{1,9})*)$/.exec(one);
		if (!read) return [];
		const [, id = '', field, numbers = ''] = read;
		const params = Object.fromEntries(
			numbers
				.split('~')
				.filter(Boolean)
				.map((pair) => pair.split('='))
				.map(([name = '', value]) => [name, Number(value)]),
		);
		return [{ id, params, ...(field ? { field } : {}) }];
	});
}
