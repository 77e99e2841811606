import type { InBoth } from '#commons/organisations/model.ts';
import {
	serviceTextNames,
	type KeptService,
	type ServiceState,
	type ServiceText,
} from '../../../model/service.ts';

/** A service as its form has it; nothing is said that is left empty. */
export interface ServiceForm extends Record<ServiceText, Words> {
	name: Words;
	status: ServiceState;
	takingNew: boolean;
	alert: Words;
	telephone: string;
	languages: string[];
}
interface Words {
	ru: string;
	en: string;
}

/** The form of a service that is there, or of a new one. */
export function serviceFormOf(kept?: KeptService): ServiceForm {
	const both = (said: InBoth = { ru: '', en: '' }): Words => ({ ...said });
	const texts = Object.fromEntries(serviceTextNames.map((name) => [name, both(kept?.[name])]));
	return {
		...(texts as Record<ServiceText, Words>),
		name: both(kept?.name),
		status: kept?.status ?? 'active',
		takingNew: kept?.takingNew ?? true,
		alert: both(kept?.alert),
		telephone: kept?.telephone ?? '',
		languages: [...(kept?.languages ?? [])],
	};
}
