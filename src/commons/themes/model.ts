import type { Locale } from '#platform/locale.ts';

/** A matter that organisations work on. */
export interface Theme {
	/** `detention`, or `detention.police` under it. Never changed. */
	readonly code: string;
	readonly labels: Readonly<Record<Locale, string>>;
}

const theme = (code: string, ru: string, en: string): Theme => ({ code, labels: { ru, en } });

/** All themes; each of the first level is followed by those under it. */
export const themes: readonly Theme[] = [
	theme('detention', 'Задержание и суд', 'Detention and trial'),
	theme('detention.police', 'Задержания и обращение в полиции', 'Arrest and treatment by police'),
	theme('detention.defence', 'Защита по уголовным делам', 'Defence in criminal cases'),
	theme('detention.fair-trial', 'Справедливое судебное разбирательство', 'Fair trial'),
	theme('detention.trial-watching', 'Наблюдение в судах', 'Trial observation'),
	theme('prison', 'Места лишения свободы', 'Places of detention'),
	theme('prison.conditions', 'Условия содержания', 'Conditions of detention'),
	theme('prison.health', 'Медицинская помощь в заключении', 'Medical care in prison'),
	theme('prison.torture', 'Пытки и жестокое обращение', 'Torture and ill-treatment'),
	theme('prison.release', 'После освобождения', 'After release'),
	theme('freedoms', 'Гражданские свободы', 'Civil freedoms'),
	theme('freedoms.assembly', 'Собрания, митинги, шествия', 'Assembly and protest'),
	theme('freedoms.association', 'Объединения и общественные организации', 'Association'),
	theme('freedoms.speech', 'Свобода слова и печати', 'Speech and press'),
	theme('freedoms.religion', 'Свобода совести', 'Religion and belief'),
	theme('freedoms.elections', 'Выборы и участие в управлении', 'Elections and public participation'),
	theme('equality', 'Равенство и защита от дискриминации', 'Equality and protection from discrimination'),
	theme('equality.women', 'Права женщин', 'Rights of women'),
	theme('equality.domestic-violence', 'Домашнее насилие', 'Domestic violence'),
	theme('equality.nationality', 'Национальность и раса', 'Nationality and race'),
	theme('equality.disability', 'Права людей с инвалидностью', 'Rights of disabled people'),
	theme('equality.languages', 'Родной язык и права малых народов', 'Native languages and indigenous peoples'),
	theme('equality.lgbt', 'Права ЛГБТ', 'LGBT rights'),
	theme('children', 'Права детей', 'Rights of children'),
	theme('children.orphans', 'Сироты и детские учреждения', 'Orphans and institutions for children'),
	theme('children.school', 'Права в школе', 'Rights at school'),
	theme('army', 'Армия и призыв', 'Army and conscription'),
	theme('army.conscripts', 'Призывники и альтернативная служба', 'Conscripts and alternative service'),
	theme('army.soldiers', 'Права военнослужащих', 'Rights of soldiers'),
	theme('army.armed-conflict', 'Вооружённые конфликты и их последствия', 'Armed conflict and its aftermath'),
	theme('movement', 'Беженцы и мигранты', 'Refugees and migrants'),
	theme('movement.asylum', 'Убежище', 'Asylum'),
	theme('movement.migrants', 'Трудовые мигранты', 'Migrant workers'),
	theme('movement.papers', 'Гражданство и документы', 'Citizenship and papers'),
	theme('social', 'Социальные права', 'Social rights'),
	theme('social.labour', 'Труд и зарплата', 'Work and wages'),
	theme('social.pensions', 'Пенсии и пособия', 'Pensions and benefits'),
	theme('social.housing', 'Жильё', 'Housing'),
	theme('social.health', 'Здравоохранение и права пациентов', 'Health care and patients’ rights'),
	theme('social.environment', 'Благоприятная окружающая среда', 'Healthy environment'),
	theme('knowledge', 'Просвещение и память', 'Education and memory'),
	theme('knowledge.education', 'Правовое просвещение', 'Human rights education'),
	theme('knowledge.monitoring', 'Мониторинг прав человека', 'Human rights monitoring'),
	theme('knowledge.literature', 'Правозащитная литература', 'Human rights literature'),
	theme('knowledge.memory', 'Память о репрессиях', 'Memory of repression'),
];

const byCode: ReadonlyMap<string, Theme> = new Map(themes.map((one) => [one.code, one]));

/** The theme of a code, or undefined: codes arrive from forms and old records. */
export function findTheme(code: string): Theme | undefined {
	return byCode.get(code);
}

/** The theme in a language; a code that is not known stands for itself. */
export function themeLabel(code: string, locale: Locale): string {
	return byCode.get(code)?.labels[locale] ?? code;
}

/** The theme of the first level to which a code belongs: of `detention.police`, `detention`. */
export function themeAbove(code: string): string {
	return code.split('.', 1)[0] ?? code;
}

/** A theme and all under it: whoever looks for `detention` finds `detention.police` too. */
export function underTheme(code: string): readonly string[] {
	return themes.filter((one) => one.code === code || one.code.startsWith(`${code}.`)).map((one) => one.code);
}
