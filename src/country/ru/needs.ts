/**
 * The needs of Write us, in the words of the person who writes. The order is that of the page: what
 * cannot wait comes first.
 */
import type { Bilingual, Calling, Need, ProfessionalStatus } from '#country/model.ts';
import type { RightId } from './rights.ts';

interface Entry {
	readonly label: Bilingual;
	readonly hint: Bilingual;
	readonly rights: readonly RightId[];
	readonly callsFor: Calling;
	readonly pressing?: true;
}

const entries = {
	'detained-or-beaten': {
		label: { ru: 'Задержали или избили', en: 'Detained or beaten' },
		hint: {
			ru: 'Вас или близкого человека забрали, держат, бьют или били.',
			en: 'You or someone close to you was taken away, is being held, or was beaten.',
		},
		rights: ['liberty-and-security', 'no-torture', 'legal-assistance', 'peaceful-assembly'],
		callsFor: 'advocate',
		pressing: true,
	},
	prison: {
		label: { ru: 'СИЗО, колония, тюрьма', en: 'Prison or remand' },
		hint: {
			ru: 'Лечение, условия, письма и свидания, давление, освобождение.',
			en: 'Medical care, conditions, letters and visits, pressure, release.',
		},
		rights: ['humane-detention', 'no-torture', 'health', 'correspondence', 'fair-trial'],
		callsFor: 'advocate',
		pressing: true,
	},
	army: {
		label: { ru: 'Армия и призыв', en: 'Army and the call-up' },
		hint: {
			ru: 'Повестка, здоровье, альтернативная служба, побои в части, пропал человек.',
			en: 'A summons, health, alternative service, beatings in a unit, a missing person.',
		},
		rights: ['military-service', 'conscience-and-religion', 'health', 'no-torture'],
		callsFor: 'lawyer',
		pressing: true,
	},
	'pay-or-pension': {
		label: { ru: 'Зарплата, пенсия, пособие', en: 'Pay, pension, benefit' },
		hint: {
			ru: 'Не платят, не назначают, урезали, требуют вернуть.',
			en: 'It is not paid, not granted, was cut, or they want it back.',
		},
		rights: ['work-and-pay', 'social-security', 'disability', 'property'],
		callsFor: 'lawyer',
	},
	'papers-or-refugee': {
		label: { ru: 'Документы, гражданство, убежище', en: 'Papers, citizenship, asylum' },
		hint: {
			ru: 'Паспорт, регистрация, вид на жительство, высылка, статус беженца.',
			en: 'A passport, registration, a residence permit, expulsion, refugee status.',
		},
		rights: ['asylum', 'foreigners', 'citizenship', 'movement', 'legal-personality'],
		callsFor: 'lawyer',
	},
	discrimination: {
		label: { ru: 'Дискриминация', en: 'Discrimination' },
		hint: {
			ru: 'С вами обходятся хуже, чем с другими: из-за национальности, веры, пола, здоровья, взглядов.',
			en: 'You are treated worse than others: for your origin, faith, sex, health or views.',
		},
		rights: ['no-discrimination', 'equality-before-law', 'minorities-and-language', 'disability'],
		callsFor: 'lawyer',
	},
	'organisation-needs-help': {
		label: { ru: 'Нужна помощь нашей организации', en: 'My organisation needs help' },
		hint: {
			ru: 'Проверка, обыск, штраф, иск о ликвидации; не знаете, с чего начать.',
			en: 'An inspection, a search, a fine, a suit to dissolve you; you do not know where to begin.',
		},
		rights: ['association', 'defending-rights', 'home', 'fair-trial'],
		callsFor: 'coordinator',
	},
	'saw-a-violation': {
		label: { ru: 'Знаю о нарушении прав других', en: 'I saw a violation' },
		hint: {
			ru: 'Это случилось не с вами, но вы хотите, чтобы об этом знали.',
			en: 'It did not happen to you, but you want it to be known.',
		},
		rights: ['peaceful-assembly', 'expression', 'no-torture', 'elections-and-public-affairs'],
		callsFor: 'monitor',
	},
	literature: {
		label: { ru: 'Книги и материалы', en: 'Literature' },
		hint: {
			ru: 'Для себя, библиотеки, школы или группы.',
			en: 'For yourself, a library, a school or a group.',
		},
		rights: ['access-to-information', 'education'],
		callsFor: 'librarian',
	},
	correction: {
		label: { ru: 'Исправить ошибку', en: 'A correction' },
		hint: {
			ru: 'В том, что мы напечатали, неточность, или там сказано о вас неверно.',
			en: 'Something we published is wrong, or says something untrue of you.',
		},
		rights: ['private-life', 'expression'],
		callsFor: 'editor',
	},
	other: {
		label: { ru: 'Другое', en: 'Something else' },
		hint: {
			ru: 'Расскажите своими словами. Если мы не сможем помочь, скажем, кто может.',
			en: 'Tell it in your own words. If we cannot help, we will say who can.',
		},
		rights: ['petition', 'effective-remedy', 'housing-and-living', 'health'],
		callsFor: 'duty',
	},
} as const satisfies Readonly<Record<string, Entry>>;

/** The id of a need, as it stands in the form, in routing rules and in counts. */
export type NeedId = keyof typeof entries;

/** In the order of the page. */
export const needs: readonly Need[] = Object.entries<Entry>(entries).map(([id, entry]) => ({
	...entry,
	id,
	pressing: entry.pressing ?? false,
}));

/** Whether a text from outside is the id of a need. */
export function isNeedId(id: string): id is NeedId {
	return Object.hasOwn(entries, id);
}

/** The need of an id, or undefined: ids arrive from forms. */
export function findNeed(id: string): Need | undefined {
	return needs.find((need) => need.id === id);
}

/**
 * Who may be sent to a person held: an advocate, on presenting the certificate and the ордер
 * (63-FZ, articles 6 and 15; УПК 49; КоАП 25.5). Routing and hand-over ask this, not the job title.
 */
export function mayVisitDetainee(status: ProfessionalStatus | undefined): boolean {
	return status === 'advocate';
}

/** Beside a hand-over that would send the wrong person to the gate. */
export const whoMayVisit: Bilingual = {
	ru: 'К задержанному пустят адвоката: с удостоверением и ордером. Юриста без адвокатского статуса и общественного защитника не пустят, но они могут готовить жалобы и говорить с близкими.',
	en: 'An advocate is admitted to a detained person, with the certificate and an order of the bar (ордер). A lawyer who is not an advocate, and a public defender, are not, but they can prepare complaints and speak with the family.',
};
