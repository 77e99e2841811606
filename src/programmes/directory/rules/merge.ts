import type { InBoth } from '#commons/organisations/model.ts';
import type { FieldName } from '../model/fields.ts';
import { basicChoices, mergeChoices, type MergeChoice } from '../model/merge.ts';
import type { ChangedFacts, Description, Profile } from '../model/profile.ts';

const isBasic = (choice: MergeChoice): choice is (typeof basicChoices)[number] =>
	(basicChoices as readonly string[]).includes(choice);

/** Whether an entry says something there. */
export function says(profile: Profile, choice: MergeChoice): boolean {
	if (!isBasic(choice)) return profile.facts[choice] !== undefined;
	const value = profile[choice];
	return typeof value === 'string' ? value !== '' : value.ru !== '' || value.en !== '';
}

const sameIn = (one: InBoth, other: InBoth) =>
	(one.ru !== '' && one.ru === other.ru) || (one.en !== '' && one.en === other.en);

/** Whether two entries say something else there; in one language the same is the same. */
export function differ(one: Profile, other: Profile, choice: MergeChoice): boolean {
	if (!isBasic(choice))
		return JSON.stringify(one.facts[choice]?.value) !== JSON.stringify(other.facts[choice]?.value);
	if (choice === 'telephone') return one.telephone !== other.telephone;
	return !sameIn(one[choice], other[choice]) || (choice === 'town' && one.region !== other.region);
}

/** What one entry says and another does not: taken over, nothing of either is lost. */
export const onlySaidBy = (one: Profile, other: Profile): MergeChoice[] =>
	mergeChoices.filter((choice) => says(one, choice) && !says(other, choice));

/** What an entry would say anew if these values of another were its own; each for whom the other told it. */
export function taking(keep: Profile, from: Profile, choices: readonly MergeChoice[]): Description {
	const { name, town, region, telephone, about } = keep;
	const basics = { name, town, region, telephone, about };
	const taken = choices.filter(isBasic);
	const facts = choices.filter(
		(choice): choice is FieldName => !isBasic(choice) && from.facts[choice] !== undefined,
	);
	return {
		...(taken.length > 0
			? {
					basics: {
						...basics,
						...Object.fromEntries(taken.map((choice) => [choice, from[choice]])),
						...(taken.includes('town') ? { region: from.region } : {}),
					},
				}
			: {}),
		facts: Object.fromEntries(facts.map((choice) => [choice, from.facts[choice]])) as ChangedFacts,
	};
}
