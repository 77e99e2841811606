import { inLatin } from '#commons/search/index.ts';

/**
 * The address of an organisation, from its name: Latin letters as in a Russian passport.
 *
 *     slugOf('Мемориал, Пермь') // 'memorial-perm'
 */
export function slugOf(name: string): string {
	const words = inLatin(name)
		.normalize('NFKD')
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '');
	return words.slice(0, 48).replace(/-+$/, '').padEnd(2, 'x') || 'xx';
}
