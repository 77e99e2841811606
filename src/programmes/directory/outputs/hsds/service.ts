import { inLanguage } from '../../model/profile.ts';
import type { KeptService } from '../../model/service.ts';
import type { PublicProfile } from '../../store/public-profile.ts';
import { languageWord } from '../../ui/words.ts';
import { idOf } from '../id-of.ts';
import { location, organization, otherName, saying, type Answering } from './organization.ts';
import { attribute, intakeTerm } from './taxonomy.ts';

/** A service with what has one value. */
export function service(kept: KeptService, slug: string, { origin, locale }: Answering) {
	const words = (text: KeptService['alert']) => inLanguage(text, locale);
	return saying({
		id: kept.id,
		organization_id: kept.organisation,
		name: words(kept.name),
		alternate_name: otherName(kept.name, locale),
		description: words(kept.description),
		url: `${origin}/${locale}/directory/${slug}#service-${kept.id}`,
		status: kept.status === 'temporarily-closed' ? 'temporarily closed' : kept.status,
		interpretation_services: words(kept.interpreting),
		application_process: words(kept.howToApply),
		fees_description: words(kept.fees),
		eligibility_description: words(kept.forWhom),
		assured_date: kept.assuredOn,
		alert: words(kept.alert),
		last_modified: `${kept.changedOn}T00:00:00.000Z`,
	});
}

/** A service with all that hangs on it. */
export function fullService(kept: KeptService, profile: PublicProfile, answering: Answering) {
	const { locale } = answering;
	const { id } = kept;
	const one = (text: string, as: object) => (text ? [{ id, service_id: id, ...as }] : []);
	const [documents, hours, area] = [kept.documents, kept.hours, kept.area].map((text) =>
		inLanguage(text, locale),
	) as [string, string, string];
	const { id: whose, name, description } = organization(profile, answering);
	return {
		...service(kept, profile.slug, answering),
		organization: { id: whose, name, description },
		phones: one(kept.telephone, { number: kept.telephone, type: 'voice' }),
		schedules: one(hours, { description: hours }),
		service_areas: one(area, { name: area }),
		required_documents: one(documents, { document: documents }),
		languages: kept.languages.map((code) => ({
			id: idOf('language', id, code),
			service_id: id,
			name: languageWord(code, locale),
			code,
		})),
		service_at_locations: [serviceAtLocation(kept, profile, answering)],
		attributes: [attribute('service', id, intakeTerm(kept.takingNew ? 'taking-new' : 'taking-none', locale))],
	};
}

/** A service is given where its organisation is: one link, of the same id. */
export function serviceAtLocation(kept: KeptService, profile: PublicProfile, answering: Answering) {
	const access = inLanguage(kept.access, answering.locale);
	return {
		id: kept.id,
		service_id: kept.id,
		location_id: profile.organisation,
		location: {
			...location(profile, answering),
			accessibility: access ? [{ id: kept.id, location_id: profile.organisation, description: access }] : [],
		},
	};
}
