import { z } from 'zod';
import { either, line, regionCode } from '#commons/organisations/model.ts';
import { settleTown } from '#commons/places/index.ts';
import { gazetteer } from '#country/ru/gazetteer.ts';
import { action, everyone } from '#platform/action/index.ts';
import { ok } from '#platform/result.ts';
import { findPerhapsHere } from '../asked-alike.ts';
import { townsAskedAbout } from '../asked-towns.ts';
import { localeField } from '../model/account.ts';

/**
 * What is to be asked of whoever describes an organisation: which town they mean, where there are several of its
 * name, and whether they are not in the directory already. Keeps nothing.
 */
export const checkFacts = action({
	name: 'members.checkFacts',
	input: z.strictObject({
		name: either(200),
		town: either(120),
		region: regionCode,
		choice: z.string().max(80).optional(),
		reach: line(200).default(''),
		locale: localeField,
	}),
	access: everyone('it answers with towns, and with organisations that everybody can find'),
	writes: false,
	async run({ tx }, input) {
		const { choice, town, region } = input;
		const written = { town: town.ru || town.en, region, ...(choice === undefined ? {} : { choice }) };
		const settled = settleTown(gazetteer, written);
		const alike = await findPerhapsHere(tx, input, settled.ok ? settled.value : undefined);
		return ok({
			towns: settled.ok ? [] : townsAskedAbout(settled.refusal, input.locale),
			alike: alike.map(({ slug, state, name, town, reasons }) => ({ slug, state, name, town, reasons })),
		});
	},
});
