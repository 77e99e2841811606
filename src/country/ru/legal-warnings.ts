import type { Bilingual, LegalWarning } from '#country/model.ts';

const asOf = '2026-11';

/** Ordered by how heavy the consequences may be. */
const legalWarnings: readonly LegalWarning[] = [
	{
		id: 'extremist-list',
		title: {
			ru: 'Организация в перечне экстремистских',
			en: 'The organisation is on the list of extremist organisations',
		},
		text: {
			ru: 'Её деятельность запрещена судом. Совместное письмо могут счесть участием в запрещённой организации, а это уголовное дело, в том числе для тех, кто подписывает от имени другой организации. Опасно и помещать рядом её название или знаки.',
			en: 'A court has banned its activity. A joint letter may be taken for taking part in a banned organisation, which is a criminal offence, also for those who sign for another organisation. Showing its name or emblems may be dangerous as well.',
		},
		source: {
			ru: 'ст. 282.2 и 282.3 УК РФ, ст. 20.3 КоАП РФ, закон № 114-ФЗ',
			en: 'Criminal Code, art. 282.2 and 282.3; Code of Administrative Offences, art. 20.3; Law 114-FZ',
		},
		asOf,
	},
	{
		id: 'undesirable',
		title: {
			ru: 'Организация признана нежелательной',
			en: 'The organisation has been declared undesirable',
		},
		text: {
			ru: 'Подпись рядом с ней или публикация общего с ней текста могут быть сочтены участием в её деятельности: в первый раз это штраф, повторно – уголовное дело. Наказать могут и организацию, и того, кто подписал, и тех, кто перескажет письмо.',
			en: 'Signing beside it, or publishing a text together with it, may be taken for taking part in its activity: a fine the first time, a criminal case the second. The organisation, the person who signed and those who pass the letter on may all be punished.',
		},
		source: {
			ru: 'ст. 20.33 КоАП РФ, ст. 284.1 УК РФ, ст. 3.1 закона № 272-ФЗ',
			en: 'Code of Administrative Offences, art. 20.33; Criminal Code, art. 284.1; Law 272-FZ, art. 3.1',
		},
		asOf,
	},
	{
		id: 'foreign-agent',
		title: {
			ru: 'Организация в реестре иностранных агентов',
			en: 'The organisation is on the register of foreign agents',
		},
		text: {
			ru: 'Общий текст, возможно, придётся снабдить пометкой иностранного агента; за её отсутствие штрафуют. Совместную работу могут привести как довод, чтобы внести в реестр и вас («иностранное влияние»).',
			en: 'The joint text may have to carry the foreign agent’s label; leaving it out is fined. Working together may be cited as a ground for putting you on the register too (“foreign influence”).',
		},
		source: {
			ru: 'закон № 255-ФЗ, ст. 19.34 КоАП РФ, ст. 330.1 УК РФ',
			en: 'Law 255-FZ; Code of Administrative Offences, art. 19.34; Criminal Code, art. 330.1',
		},
		asOf,
	},
	{
		id: 'liquidated',
		title: {
			ru: 'Организация ликвидирована по решению суда',
			en: 'The organisation was liquidated by a court',
		},
		text: {
			ru: 'Такого юридического лица больше нет: от его имени нельзя подписывать, и те, кто подписывает, отвечают сами. Если суд не только ликвидировал организацию, но и запретил её деятельность, участие в ней наказуемо. Прочтите решение суда.',
			en: 'The legal entity no longer exists: nobody can sign in its name, and those who do answer for themselves. If the court also banned its activity, taking part in it is punishable. Read the judgment.',
		},
		source: {
			ru: 'ст. 61 и 63 ГК РФ, ст. 44 закона № 82-ФЗ',
			en: 'Civil Code, art. 61 and 63; Law 82-FZ, art. 44',
		},
		asOf,
	},
];

/** The warning about a legal state, where the state endangers others. */
export function findLegalWarning(state: string): LegalWarning | undefined {
	return legalWarnings.find(({ id }) => id === state);
}

/** What stands under every warning. */
export const legalWarningsNote: Bilingual = {
	ru: 'Юрист ещё не сверял эти предупреждения с действующими текстами законов. Прежде чем решать, спросите юриста или Центр.',
	en: 'No lawyer has yet compared these warnings with the laws now in force. Ask a lawyer or the Centre before you decide.',
};
