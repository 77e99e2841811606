import type { Bilingual } from '#country/model.ts';
import type { DemoDuty, DemoNetwork, DemoRoutingRule, ThemeId } from './model.ts';
import { days, hours } from './time.ts';

/** Every account of the demonstration opens with it; `npm start` never creates any of them. */
export const passphrase = 'demonstration network only';

/** A house that no post office would find, and a number that nobody answers. */
export const network: DemoNetwork = {
	names: { ru: 'Сеть «Перекличка»', en: 'Pereklichka Network' },
	telephone: '+7 800 555-01-00',
	postalAddress: {
		ru: '109999, Москва, Малый Переписной переулок, дом 0',
		en: 'Maly Perepisnoy Lane 0, Moscow 109999, Russia',
	},
	office: 'pereklichka-office',
};

export const themes: Readonly<Record<ThemeId, Bilingual>> = {
	army: { ru: 'армия и призыв', en: 'army and the call-up' },
	assembly: { ru: 'собрания и пикеты', en: 'assemblies and pickets' },
	courts: { ru: 'наблюдение в судах', en: 'court watching' },
	detention: { ru: 'задержания', en: 'detentions' },
	discrimination: { ru: 'дискриминация', en: 'discrimination' },
	housing: { ru: 'жильё', en: 'housing' },
	labour: { ru: 'труд', en: 'labour' },
	languages: { ru: 'языки и меньшинства', en: 'languages and minorities' },
	literature: { ru: 'литература', en: 'literature' },
	memory: { ru: 'память и архивы', en: 'memory and archives' },
	monitoring: { ru: 'мониторинг', en: 'monitoring' },
	pensions: { ru: 'пенсии и пособия', en: 'pensions and benefits' },
	prison: { ru: 'тюрьмы и письма', en: 'prisons and letters' },
	refugees: { ru: 'беженцы и документы', en: 'refugees and papers' },
	school: { ru: 'просвещение', en: 'education' },
	women: { ru: 'права женщин', en: 'women’s rights' },
};

/** The narrow before the wide; what no rule names goes to the office. */
export const routingRules: readonly DemoRoutingRule[] = [
	{ need: 'literature', to: 'pereklichka-office' },
	{ need: 'correction', to: 'pereklichka-office' },
	{ need: 'organisation-needs-help', to: 'pereklichka-office' },
	{ need: 'army', region: 'RU-TUL', to: 'polevoy-adres' },
	{ region: 'RU-TUL', to: 'zastupa' },
	{ need: 'papers-or-refugee', region: 'RU-VOR', to: 'dom-na-peskakh' },
	{ need: 'papers-or-refugee', region: 'RU-ROS', to: 'dom-na-peskakh' },
	{ region: 'RU-SVE', to: 'uralskaya-dezhurnaya' },
	{ region: 'RU-CHE', to: 'uralskaya-dezhurnaya' },
	{ need: 'prison', region: 'RU-KHA', to: 'amurskaya-pochta' },
	{ need: 'prison', region: 'RU-PRI', to: 'amurskaya-pochta' },
	{ need: 'saw-a-violation', region: 'RU-NIZ', to: 'nizhegorodskie-nablyudeniya' },
	{ to: 'pereklichka-office' },
];

const week = (organisation: string, people: readonly string[]): readonly DemoDuty[] =>
	Array.from({ length: 7 }, (_, day) => ({
		organisation,
		person: people[day % people.length] ?? '',
		startsIn: days(day) - hours(6),
		endsIn: days(day + 1) - hours(6),
	}));

/** The week that has begun: somebody is on duty now, and it is seen who comes next. */
export const dutyRota: readonly DemoDuty[] = [
	...week('zastupa', ['lawyer', 'sidelnikova', 'kutuzin']),
	...week('pereklichka-office', ['operator', 'arzhanov', 'stepnova']),
	...week('uralskaya-dezhurnaya', ['shatunov', 'belkova']),
];
