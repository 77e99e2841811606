import type { InBoth } from '#commons/organisations/model.ts';
import type { Direct } from '../model/correction.ts';
import { fields } from '../model/fields.ts';
import { basics, type Description, type Profile } from '../model/profile.ts';

const both = (text: string): InBoth => ({ ru: text, en: text });
const none = both('');

/** What stands in a field of an entry now, as one text. */
export function valueOf({ name, town, telephone, about, facts }: Profile, field: Direct): InBoth {
	const address = facts.address?.value;
	const site = facts.links?.value.find(({ href }) => /^https?:/.test(href));
	switch (field) {
		case 'name':
			return name;
		case 'town':
			return town;
		case 'about':
			return about;
		case 'telephone':
			return both(telephone);
		case 'address':
			return address?.kind === 'office' ? address.text : none;
		case 'site':
			return site ? both(site.href) : none;
	}
}

/**
 * What its organisation would say anew of an entry so that the field says this; undefined where it cannot: a shelter
 * has no address, and what is too long or no link is none. The rest of the entry stays as it is, whatever it lacks.
 */
export function applied(
	{ name, town, region, telephone, about, facts }: Profile,
	field: Direct,
	to: InBoth,
): Description | undefined {
	const whole = { name, town, region, telephone, about };
	const only = to.ru || to.en;
	switch (field) {
		case 'name':
		case 'town':
		case 'about':
		case 'telephone': {
			const said = basics.shape[field].safeParse(field === 'telephone' ? only : to);
			return said.success ? { basics: { ...whole, [field]: said.data }, facts: {} } : undefined;
		}
		case 'address': {
			if (facts.address?.value.kind === 'shelter') return undefined;
			const said = fields.address.value.safeParse({ kind: 'office', text: to });
			if (!said.success) return undefined;
			return { facts: { address: { audience: facts.address?.audience ?? 'public', value: said.data } } };
		}
		case 'site': {
			const { audience = 'public', value: links = [] } = facts.links ?? {};
			const at = links.findIndex(({ href }) => /^https?:/.test(href));
			const site = { label: links[at]?.label ?? { ru: 'Сайт', en: 'Web site' }, href: only };
			const said = fields.links.value.safeParse(at < 0 ? [...links, site] : links.with(at, site));
			return said.success ? { facts: { links: { audience, value: said.data } } } : undefined;
		}
	}
}
