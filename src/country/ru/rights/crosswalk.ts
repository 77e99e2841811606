import type { Right, RightGroup, RightReference, InstrumentId } from '#country/model.ts';

type Places = Readonly<Partial<Record<InstrumentId, string>>>;

interface Entry {
	readonly group: RightGroup;
	readonly ru: string;
	readonly en: string;
	readonly at: Places;
}

/** Article numbers stand as a lawyer writes them side by side: `udhr: '3 9'`. */
const crosswalk = {
	life: {
		group: 'person',
		ru: 'Право на жизнь',
		en: 'Right to life',
		at: { udhr: '3', iccpr: '6', echr: '2', 'echr-p6': '1', 'echr-p13': '1', constitution: '20' },
	},
	'no-torture': {
		group: 'person',
		ru: 'Запрет пыток и жестокого обращения',
		en: 'No torture or ill-treatment',
		at: { udhr: '5', iccpr: '7', echr: '3', constitution: '21' },
	},
	'liberty-and-security': {
		group: 'person',
		ru: 'Свобода и личная неприкосновенность',
		en: 'Liberty and security of person',
		at: { udhr: '3 9', iccpr: '9 11', echr: '5', 'echr-p4': '1', cis: '8', constitution: '22' },
	},
	'humane-detention': {
		group: 'person',
		ru: 'Человечное обращение под стражей и в заключении',
		en: 'Humane treatment in custody and prison',
		at: { udhr: '5', iccpr: '10', echr: '3', constitution: '21' },
	},
	'no-forced-labour': {
		group: 'person',
		ru: 'Запрет рабства и принудительного труда',
		en: 'No slavery or forced labour',
		at: { udhr: '4', iccpr: '8', echr: '4', constitution: '37' },
	},
	dignity: {
		group: 'person',
		ru: 'Достоинство личности',
		en: 'Human dignity',
		at: { udhr: '1', iccpr: '10', constitution: '21', helsinki: 'VII' },
	},
	'legal-personality': {
		group: 'person',
		ru: 'Признание правосубъектности и дееспособности',
		en: 'Legal personality and capacity',
		at: { udhr: '6', iccpr: '16', constitution: '60' },
	},
	'equality-before-law': {
		group: 'justice',
		ru: 'Равенство перед законом и судом',
		en: 'Equality before law and court',
		at: { udhr: '1 7', iccpr: '3 14 26', icescr: '3', 'echr-p12': '1', constitution: '19' },
	},
	'fair-trial': {
		group: 'justice',
		ru: 'Справедливый суд',
		en: 'Fair trial',
		at: { udhr: '10', iccpr: '14', echr: '6', constitution: '46 47 50' },
	},
	'presumption-of-innocence': {
		group: 'justice',
		ru: 'Презумпция невиновности',
		en: 'Presumption of innocence',
		at: { udhr: '11', iccpr: '14', echr: '6', constitution: '49' },
	},
	silence: {
		group: 'justice',
		ru: 'Право не свидетельствовать против себя и близких',
		en: 'Right not to testify against oneself or close relatives',
		at: { iccpr: '14', echr: '6', constitution: '51' },
	},
	'legal-assistance': {
		group: 'justice',
		ru: 'Юридическая помощь и защитник',
		en: 'Legal assistance and defence',
		at: { iccpr: '14', echr: '6', constitution: '48' },
	},
	'no-retroactive-law': {
		group: 'justice',
		ru: 'Закон без обратной силы',
		en: 'No retroactive law',
		at: { udhr: '11', iccpr: '15', echr: '7', cis: '7', constitution: '54' },
	},
	'appeal-and-no-second-trial': {
		group: 'justice',
		ru: 'Пересмотр приговора; нельзя судить дважды',
		en: 'Appeal; no second trial for the same act',
		at: { iccpr: '14', 'echr-p7': '2 4', cis: '7', constitution: '50' },
	},
	'effective-remedy': {
		group: 'justice',
		ru: 'Эффективное средство защиты',
		en: 'Effective remedy',
		at: { udhr: '8', iccpr: '2', echr: '13', constitution: '45 46' },
	},
	redress: {
		group: 'justice',
		ru: 'Возмещение вреда и права потерпевших',
		en: 'Redress and the rights of victims',
		at: { iccpr: '9 14', echr: '5', 'echr-p7': '3', constitution: '52 53' },
	},
	'private-life': {
		group: 'private-life',
		ru: 'Частная и семейная жизнь, честь',
		en: 'Private and family life, honour',
		at: { udhr: '12', iccpr: '17', echr: '8', cis: '9', constitution: '23 24' },
	},
	home: {
		group: 'private-life',
		ru: 'Неприкосновенность жилища',
		en: 'Inviolability of the home',
		at: { udhr: '12', iccpr: '17', echr: '8', cis: '9', constitution: '25' },
	},
	correspondence: {
		group: 'private-life',
		ru: 'Тайна переписки и переговоров',
		en: 'Privacy of correspondence',
		at: { udhr: '12', iccpr: '17', echr: '8', cis: '9', constitution: '23' },
	},
	'marriage-and-family': {
		group: 'private-life',
		ru: 'Брак и семья',
		en: 'Marriage and family',
		at: { udhr: '16', iccpr: '23', icescr: '10', echr: '12', 'echr-p7': '5', constitution: '38' },
	},
	movement: {
		group: 'freedoms',
		ru: 'Свобода передвижения и выбора места жительства',
		en: 'Freedom of movement and residence',
		at: { udhr: '13', iccpr: '12', 'echr-p4': '2', constitution: '27' },
	},
	'conscience-and-religion': {
		group: 'freedoms',
		ru: 'Свобода мысли, совести и религии',
		en: 'Freedom of thought, conscience and religion',
		at: { udhr: '18', iccpr: '18', echr: '9', constitution: '28', helsinki: 'VII' },
	},
	expression: {
		group: 'freedoms',
		ru: 'Свобода мнений и слова',
		en: 'Freedom of opinion and speech',
		at: { udhr: '19', iccpr: '19 20', echr: '10', cis: '11', constitution: '29' },
	},
	'access-to-information': {
		group: 'freedoms',
		ru: 'Доступ к информации и документам',
		en: 'Access to information and documents',
		at: { udhr: '19', iccpr: '19', echr: '10', constitution: '24 29' },
	},
	'peaceful-assembly': {
		group: 'freedoms',
		ru: 'Свобода мирных собраний',
		en: 'Freedom of peaceful assembly',
		at: { udhr: '20', iccpr: '21', echr: '11', constitution: '31' },
	},
	association: {
		group: 'freedoms',
		ru: 'Свобода объединений',
		en: 'Freedom of association',
		at: { udhr: '20', iccpr: '22', echr: '11', constitution: '30' },
	},
	'elections-and-public-affairs': {
		group: 'participation',
		ru: 'Выборы и участие в делах государства',
		en: 'Elections and public affairs',
		at: { udhr: '21', iccpr: '25', 'echr-p1': '3', constitution: '32' },
	},
	petition: {
		group: 'participation',
		ru: 'Обращения в органы власти',
		en: 'Applications to authorities',
		at: { iccpr: '25', constitution: '33' },
	},
	'defending-rights': {
		group: 'participation',
		ru: 'Право защищать права человека',
		en: 'Right to defend human rights',
		at: { udhr: '28', echr: '1', constitution: '18 45', helsinki: 'VII' },
	},
	property: {
		group: 'work-and-welfare',
		ru: 'Собственность и предпринимательство',
		en: 'Property and enterprise',
		at: { udhr: '17', 'echr-p1': '1', cis: '26', constitution: '34 35 36 57' },
	},
	'work-and-pay': {
		group: 'work-and-welfare',
		ru: 'Труд и его оплата',
		en: 'Work and pay',
		at: { udhr: '23', icescr: '6 7', constitution: '37' },
	},
	rest: {
		group: 'work-and-welfare',
		ru: 'Отдых',
		en: 'Rest',
		at: { udhr: '24', icescr: '7', constitution: '37' },
	},
	'trade-unions': {
		group: 'work-and-welfare',
		ru: 'Профсоюзы и забастовка',
		en: 'Trade unions and strike',
		at: { udhr: '23', iccpr: '22', icescr: '8', echr: '11', constitution: '30 37' },
	},
	'social-security': {
		group: 'work-and-welfare',
		ru: 'Социальное обеспечение и пенсии',
		en: 'Social security and pensions',
		at: { udhr: '22 25', icescr: '9', constitution: '39' },
	},
	'housing-and-living': {
		group: 'work-and-welfare',
		ru: 'Жильё и достойная жизнь',
		en: 'Housing and adequate living',
		at: { udhr: '25', icescr: '11', constitution: '40' },
	},
	health: {
		group: 'work-and-welfare',
		ru: 'Охрана здоровья',
		en: 'Health',
		at: { udhr: '25', icescr: '12', constitution: '41' },
	},
	environment: {
		group: 'work-and-welfare',
		ru: 'Благоприятная окружающая среда',
		en: 'A healthy environment',
		at: { icescr: '12', constitution: '42 58' },
	},
	education: {
		group: 'work-and-welfare',
		ru: 'Образование',
		en: 'Education',
		at: { udhr: '26', icescr: '13 14', 'echr-p1': '2', constitution: '43' },
	},
	'culture-and-science': {
		group: 'work-and-welfare',
		ru: 'Культура, наука, творчество',
		en: 'Culture, science and creative work',
		at: { udhr: '27', icescr: '15', constitution: '44' },
	},
	'no-discrimination': {
		group: 'groups',
		ru: 'Запрет дискриминации',
		en: 'No discrimination',
		at: {
			udhr: '2 7',
			iccpr: '2 3 26',
			icescr: '2 3',
			echr: '14',
			'echr-p12': '1',
			constitution: '19',
		},
	},
	children: {
		group: 'groups',
		ru: 'Права ребёнка',
		en: 'Rights of the child',
		at: { udhr: '25', iccpr: '24', icescr: '10', constitution: '38' },
	},
	disability: {
		group: 'groups',
		ru: 'Права людей с инвалидностью',
		en: 'Rights of people with disabilities',
		at: { udhr: '25', icescr: '9', constitution: '39' },
	},
	'minorities-and-language': {
		group: 'groups',
		ru: 'Меньшинства и родной язык',
		en: 'Minorities and native language',
		at: { iccpr: '27', constitution: '26' },
	},
	citizenship: {
		group: 'groups',
		ru: 'Гражданство',
		en: 'Citizenship',
		at: { udhr: '15', iccpr: '24', 'echr-p4': '3', cis: '24', constitution: '61 62' },
	},
	asylum: {
		group: 'groups',
		ru: 'Убежище',
		en: 'Asylum',
		at: { udhr: '14', iccpr: '13', constitution: '63' },
	},
	foreigners: {
		group: 'groups',
		ru: 'Права иностранцев; защита от высылки',
		en: 'Rights of foreigners; protection from expulsion',
		at: { iccpr: '13', echr: '16', 'echr-p4': '4', 'echr-p7': '1', constitution: '62' },
	},
	'military-service': {
		group: 'groups',
		ru: 'Военная и альтернативная гражданская служба',
		en: 'Military and alternative civilian service',
		at: { udhr: '18', iccpr: '8 18', echr: '4 9', constitution: '59' },
	},
	'lawful-limits': {
		group: 'foundations',
		ru: 'Права ограничивают только законом и в меру',
		en: 'Rights are limited only by law and in measure',
		at: { udhr: '28 29 30', iccpr: '4 5', icescr: '4 5', echr: '15 17 18', constitution: '17 55 56 64' },
	},
	'self-determination': {
		group: 'foundations',
		ru: 'Самоопределение народов',
		en: 'Self-determination of peoples',
		at: { iccpr: '1', icescr: '1', helsinki: 'VIII' },
	},
} as const satisfies Readonly<Record<string, Entry>>;

/** The id of a right of this pack, checked by the compiler wherever one is written down. */
export type RightId = keyof typeof crosswalk;

const references = (at: Places): readonly RightReference[] =>
	Object.entries(at).flatMap(([instrument, numbers]) =>
		numbers.split(' ').map((article) => ({ instrument: instrument as InstrumentId, article })),
	);

/** The rights by which the network marks requests and counts violations. */
export const rights: readonly Right[] = Object.entries<Entry>(crosswalk).map(
	([id, { group, ru, en, at }]) => ({
		id,
		group,
		labels: { ru, en },
		references: references(at),
	}),
);
