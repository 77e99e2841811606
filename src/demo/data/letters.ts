import type { DemoLetter } from './model.ts';

/** The open letter that stands on the site from the first day. */
export const letters: readonly DemoLetter[] = [
	{
		by: 'pereklichka-office',
		signedBy: ['dom-na-peskakh', 'nizhegorodskie-nablyudeniya', 'kaspiyskaya-priyomnaya'],
		content: {
			title: {
				ru: 'Пустите общественных наблюдателей в изоляторы',
				en: 'Let public observers into the detention centres',
			},
			addressee: {
				ru: 'Уполномоченному по правам человека и руководителям учреждений',
				en: 'The Commissioner for Human Rights and the heads of the institutions',
			},
			text: {
				ru: 'С весны в четырёх областях членов общественных наблюдательных комиссий не пускают в изоляторы: то карантин, то ремонт, то «нет свободного сотрудника». Закон не знает таких причин.\n\nТам, куда не входят, не видно и того, что происходит. Мы просим назвать в каждом изоляторе того, кто отвечает за допуск, и публиковать каждый отказ с его причиной.\n\nМы готовы приехать, сесть за один стол и договориться о порядке, который можно проверить.',
				en: 'Since spring, members of public oversight commissions in four regions have been turned away from detention centres: a quarantine, repairs, “no officer is free”. The law knows no such reasons.\n\nWhere nobody enters, nobody sees what happens. We ask that in each centre somebody is named who answers for access, and that every refusal is published with its reason.\n\nWe are ready to come, to sit down at one table and to agree on a procedure that can be checked.',
			},
		},
	},
];
