import { m } from '#words/messages.js';
import type { ServiceState, ServiceText } from '../model/service.ts';

const texts: Readonly<Record<ServiceText, () => string>> = {
	description: m.services_text_description,
	forWhom: m.services_text_for_whom,
	howToApply: m.services_text_how_to_apply,
	documents: m.services_text_documents,
	fees: m.services_text_fees,
	hours: m.services_text_hours,
	interpreting: m.services_text_interpreting,
	access: m.services_text_access,
	area: m.services_text_area,
};

/** What a text of a service is called, on its page and in the form. */
export function serviceTextWord(name: ServiceText): string {
	return texts[name]();
}

const states: Readonly<Record<ServiceState, () => string>> = {
	active: m.services_status_active,
	'temporarily-closed': m.services_status_temporarily_closed,
	defunct: m.services_status_defunct,
};

/** Whether it is given. */
export function serviceStateWord(state: ServiceState): string {
	return states[state]();
}
