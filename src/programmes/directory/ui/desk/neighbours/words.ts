import { themeLabel } from '#commons/themes/model.ts';
import type { CountryPack } from '#country/model.ts';
import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { NeighbourReason } from '../../../rules/neighbours.ts';
import { kindLabel, regionName } from '../needs/words.ts';

/** Why two should know each other. */
export function neighbourWords(
	of: { readonly country: CountryPack; readonly locale: Locale },
	reason: NeighbourReason,
): string {
	switch (reason.is) {
		case 'same-town':
			return m.needs_neighbour_same_town();
		case 'same-region':
			return m.needs_neighbour_same_region({ region: regionName(of, reason.region) });
		case 'near':
			return m.needs_neighbour_near({ count: reason.kilometres });
		case 'same-theme':
			return m.needs_neighbour_same_theme({ theme: themeLabel(reason.theme, of.locale) });
		case 'they-have':
			return m.needs_neighbour_they_have({ kinds: reason.kinds.map(kindLabel).join(', ') });
		case 'you-have':
			return m.needs_neighbour_you_have({ kinds: reason.kinds.map(kindLabel).join(', ') });
		case 'helped-before':
			return m.needs_neighbour_helped_before({ count: reason.times });
	}
}
