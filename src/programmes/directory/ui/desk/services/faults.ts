import { m } from '#words/messages.js';
import { service, serviceTexts, type Service, type ServiceText } from '../../../model/service.ts';

/** What is wrong with a service: a sentence for each field of the form, `howToApply.ru`. */
export type ServiceFaults = ReadonlyMap<string, string>;

function sentenceAt(field: string): string {
	if (field === 'name') return m.services_wrong_name();
	if (field === 'telephone') return m.services_wrong_telephone();
	return m.services_wrong_text({ most: serviceTexts[field as ServiceText] ?? 300 });
}

/** Everything wrong with what is about to be published, all at once; empty: it can go. */
export function findServiceFaults(said: unknown): { faults: ServiceFaults; valid?: Service } {
	const parsed = service.safeParse(said);
	if (parsed.success) return { faults: new Map(), valid: parsed.data };
	const faults = parsed.error.issues.map(({ path: [field, language] }) => {
		const at = String(field);
		const place = at === 'name' ? 'name.ru' : language ? `${at}.${String(language)}` : at;
		return [place, sentenceAt(at)] as const;
	});
	return { faults: new Map(faults.toReversed()) };
}
