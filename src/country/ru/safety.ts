/**
 * Advice that ages: each sentence carries the month in which it was true, and is shown with it, so
 * that a person can judge it and an editor sees what to renew.
 */
import type { Bilingual, DatedAdvice, EmergencyFact } from '#country/model.ts';

/** How to come more safely: beside Write us and Follow, under the way out. */
export const comingSafely: readonly DatedAdvice[] = [
	{
		id: 'bridges',
		asOf: '2024-12',
		text: {
			ru: 'Если страница не открывается, откройте её в Tor Browser и включите в нём мост: Tor в России блокируют с 2021 года, и мосты WebTunnel проходят лучше старых.',
			en: 'If the page does not open, use Tor Browser and switch on a bridge in it: Tor has been blocked in Russia since 2021, and WebTunnel bridges get through better than the older kinds.',
		},
	},
	{
		id: 'mirrors',
		asOf: '2026-11',
		text: {
			ru: 'Зеркало открывайте только по адресу, который напечатали мы сами или назвал наш сотрудник по телефону; ссылка от незнакомого человека может вести на подделку.',
			en: 'Open a mirror only at an address that we printed ourselves or that our staff told you by telephone; a link from a stranger may lead to a forgery.',
		},
	},
	{
		id: 'telephone',
		asOf: '2026-11',
		text: {
			ru: 'Не пишите с телефона, который выдали на работе или службе, который побывал у полиции или который может взять в руки тот, кого вы опасаетесь: возьмите другой, а лучше — чужой компьютер.',
			en: 'Do not write from a telephone that your work or unit gave you, that the police have held, or that someone you fear can pick up: use another, or better a computer that is not yours.',
		},
	},
];

/** For «Это происходит сейчас, кого-то держат?»: in the order in which the hours go. */
export const emergencyFacts: readonly EmergencyFact[] = [
	{
		id: 'say',
		asOf: '2026-11',
		text: {
			ru: 'Скажите и повторяйте: «Прошу записать время задержания. Прошу адвоката. Пользуюсь статьёй 51 Конституции и показаний не даю».',
			en: 'Say it, and repeat it: “Please write down the time of my detention. I ask for an advocate. I rely on article 51 of the Constitution and give no testimony.”',
		},
		source: { ru: 'Конституция РФ, статьи 48 и 51', en: 'Constitution, articles 48 and 51' },
	},
	{
		id: 'call',
		asOf: '2026-11',
		text: {
			ru: 'Подозреваемому не позднее трёх часов после доставления дают один телефонный разговор с близкими: просите о нём сразу и проверьте отметку в протоколе.',
			en: 'A suspect has one telephone call to the family within three hours of being brought in: ask for it at once and see that it is noted in the record.',
		},
		source: { ru: 'УПК, статья 96, часть 1', en: 'Code of Criminal Procedure, article 96(1)' },
	},
	// Part 3.1 of the article, a later exception, was not at hand: read it before renewing this sentence.
	{
		id: 'three-hours',
		asOf: '2026-11',
		text: {
			ru: 'По административному делу держать можно три часа с доставления в отдел (нетрезвого — с вытрезвления), а если за это могут арестовать или выдворить — до 48 часов.',
			en: 'In an administrative case you may be held three hours from being brought to the station (or from becoming sober), or up to 48 hours if the penalty may be arrest or expulsion.',
		},
		source: {
			ru: 'КоАП, статья 27.5, части 1–4',
			en: 'Code of Administrative Offences, article 27.5(1)–(4)',
		},
	},
	{
		id: 'forty-eight-hours',
		asOf: '2026-11',
		text: {
			ru: 'По уголовному делу без решения суда держат не дольше 48 часов; протокол задержания составляют за три часа после доставления.',
			en: 'In a criminal case you may not be held longer than 48 hours without a court’s decision; the record of detention is drawn up within three hours of being brought in.',
		},
		source: {
			ru: 'Конституция РФ, статья 22, часть 2; УПК, статья 92, часть 1',
			en: 'Constitution, article 22(2); Code of Criminal Procedure, article 92(1)',
		},
	},
	{
		id: 'advocate',
		asOf: '2026-11',
		text: {
			ru: 'До первого допроса подозреваемый вправе говорить с адвокатом наедине и без свидетелей: просите об этом сразу.',
			en: 'Before the first interrogation a suspect may speak with an advocate alone and in private: ask for it at once.',
		},
		source: { ru: 'УПК, статья 92, часть 4', en: 'Code of Criminal Procedure, article 92(4)' },
	},
	{
		id: 'papers',
		asOf: '2026-11',
		text: {
			ru: 'Прочтите всё, что дают подписать, пустые места перечеркните, несогласие и время впишите сами; бумаг, которых не читали, не подписывайте.',
			en: 'Read everything you are given to sign, strike out blank spaces, write in your objections and the time yourself; sign nothing you have not read.',
		},
		source: {
			ru: 'УПК, статья 166; КоАП, статья 28.2',
			en: 'Code of Criminal Procedure, article 166; Code of Administrative Offences, article 28.2',
		},
	},
	{
		id: 'injuries',
		asOf: '2026-11',
		text: {
			ru: 'Если били, просите вызвать скорую и записать каждое повреждение; близкие могут вызвать её к отделу сами по номеру 103 или 112.',
			en: 'If you were beaten, ask for an ambulance and for every injury to be written down; the family can call one to the station themselves on 103 or 112.',
		},
		source: {
			ru: 'Федеральный закон № 323-ФЗ, статья 26',
			en: 'Federal Law 323-FZ, article 26',
		},
	},
];

/** What to tell us on the telephone about somebody who is held. */
export const whatToTell: Bilingual = {
	ru: 'Назовите фамилию и имя того, кого держат, отдел или место, время и то, что вы видели сами. Если чего-то не знаете, звоните всё равно.',
	en: 'Give the name of the person held, the station or place, the time, and what you saw yourself. If you do not know something, call all the same.',
};
