import { inLatin } from '#commons/search/index.ts';
import type { InBoth } from './model.ts';

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

/**
 * What stands for an organisation's town where towns are compared: the gazetteer's where it is known, else the
 * name in Latin letters; empty where it named none. Only within one region.
 */
export function townOf({ townSlug, town }: { townSlug: string | undefined; town: InBoth }): string {
	const name = town.ru || town.en;
	return townSlug ?? (name === '' ? '' : slugOf(name));
}
