import type { Viewer } from '../model/audience.ts';
import { fieldNames, type OwnFacts } from '../model/fields.ts';
import type { OwnProfile } from '../model/profile.ts';
import { visibleTo } from './visible-to.ts';

/** A profile of which all is known, as somebody else sees it. */
export function profileFor(profile: OwnProfile, viewer: Viewer): OwnProfile {
	const facts = fieldNames.flatMap((name) => {
		const fact = profile.facts[name];
		return fact && visibleTo(fact, viewer) ? [[name, fact]] : [];
	});
	return { ...profile, facts: Object.fromEntries(facts) as OwnFacts };
}
