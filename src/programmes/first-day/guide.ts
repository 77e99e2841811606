import type { Bilingual } from '#country/model.ts';

/** One thing to do in the first month, and where at the desk it is done. */
export interface Step {
	readonly when: Bilingual;
	readonly text: Bilingual;
	/** After `/LANGUAGE/desk/`; none where it is done away from the screen. */
	readonly at?: string;
}

/** What a rights movement is: for people who have just begun one in their town. */
export const movement: readonly Bilingual[] = [
	{
		ru: 'Правозащитное движение — это люди, которые защищают права других, а не только свои. Оно не борется за власть и не служит партиям: оно требует, чтобы закон соблюдали все, и прежде всего те, у кого власть.',
		en: 'A human rights movement is people who defend the rights of others, not only their own. It does not struggle for power or serve parties: it demands that everybody keeps the law, those in power first.',
	},
	{
		ru: 'Оно действует открыто и без насилия. Его средства — точный рассказ о том, что произошло, помощь человеку в его деле, обращение, жалоба, суд, гласность, просвещение.',
		en: 'It acts openly and without violence. Its means are an exact account of what happened, help to a person in their case, the application, the complaint, the court, publicity and education.',
	},
	{
		ru: 'Оно помогает каждому, не спрашивая, каких человек взглядов, веры и национальности. Согласие человека важнее пользы дела: его историю рассказывают, только если он разрешил.',
		en: 'It helps everybody, without asking for their views, faith or nationality. A person’s consent comes before the good of the cause: their story is told only if they allowed it.',
	},
	{
		ru: 'Оно проверяет. Ошибка в одном имени или дате стоит доверия ко всему остальному, поэтому отличают известное точно от слуха и исправляют ошибки вслух.',
		en: 'It verifies. One wrong name or date costs the trust in all the rest; so what is known is told apart from rumour, and mistakes are corrected aloud.',
	},
	{
		ru: 'Оно сильно связями. Одной группе в одном городе легко отказать и легко её закрыть; десяти, которые знают друг о друге, — трудно.',
		en: 'It is strong by its links. One group in one town is easily refused and easily closed; ten that know of each other are not.',
	},
];

/** The first month, in order. */
export const firstMonth: readonly Step[] = [
	{
		when: { ru: 'Первый день', en: 'The first day' },
		text: {
			ru: 'Расскажите на своей странице, чем занимаетесь, и решите, кому что видно.',
			en: 'Say on your page what you work on, and decide who sees what.',
		},
		at: 'our-page',
	},
	{
		when: { ru: 'Первый день', en: 'The first day' },
		text: {
			ru: 'Пригласите второго координатора: если вы потеряете и доступ, и распечатанный лист, вернуть его сможет только он.',
			en: 'Invite a second coordinator: if you lose both your access and the printed sheet, only they can give it back.',
		},
		at: 'members',
	},
	{
		when: { ru: 'Первая неделя', en: 'The first week' },
		text: {
			ru: 'Составьте дежурство: с этого дня вам могут писать люди. Не берите больше, чем успеете: два дела, доведённые до конца, лучше двадцати начатых.',
			en: 'Plan who is on duty: from then on people can write to you. Take no more than you can do: two cases carried through are better than twenty begun.',
		},
		at: 'duty',
	},
	{
		when: { ru: 'Первая неделя', en: 'The first week' },
		text: {
			ru: 'Распечатайте плакат и повесьте там, где бывают люди: библиотека, общественная приёмная, двери вашего помещения. Раздайте памятку при задержании.',
			en: 'Print the poster and put it up where people come: the library, public receptions, your own door. Hand out the card for those detained.',
		},
	},
	{
		when: { ru: 'Вторая неделя', en: 'The second week' },
		text: {
			ru: 'Найдите соседей по городу и региону и позвоните им: кто чем занят, кто за что берётся.',
			en: 'Find your neighbours in the town and the region and call them: who does what, who takes which matters.',
		},
		at: 'neighbours',
	},
	{
		when: { ru: 'Вторая неделя', en: 'The second week' },
		text: {
			ru: 'Скажите, чего вам не хватает и чем можете поделиться: адвокат, зал, перевод, литература.',
			en: 'Say what you lack and what you can share: an advocate, a room, translation, literature.',
		},
		at: 'needs',
	},
	{
		when: { ru: 'Третья неделя', en: 'The third week' },
		text: {
			ru: 'Доведите одно дело до ответа: обращение, срок, ответ, жалоба на отказ. Записывайте даты.',
			en: 'Carry one case through to an answer: the application, its time limit, the answer, the complaint against a refusal. Write down the dates.',
		},
	},
	{
		when: { ru: 'Четвёртая неделя', en: 'The fourth week' },
		text: {
			ru: 'Сделайте что-нибудь вместе: подпишите открытое письмо или предложите своё.',
			en: 'Do something together: sign an open letter, or propose one of your own.',
		},
		at: 'letters',
	},
	{
		when: { ru: 'Конец месяца', en: 'The end of the month' },
		text: {
			ru: 'Соберитесь: что получилось, чего не хватило, о чём спросить бюро сети.',
			en: 'Meet: what worked, what was missing, what to ask the office of the network.',
		},
	},
];
