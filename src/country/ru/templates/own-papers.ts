import type { DocumentTemplate } from '#country/model.ts';

/** What a group writes for itself and for the people it helps. */
export const ownPapers: readonly DocumentTemplate[] = [
	{
		id: 'detention-card',
		asOf: '2026-11',
		title: { ru: 'Памятка при задержании', en: 'If you are detained' },
		when: {
			ru: 'Раздайте до того, как она понадобится: на одном листе, с телефоном от руки.',
			en: 'Hand it out before it is needed: one sheet, the telephone written by hand.',
		},
		source: {
			ru: 'Конституция РФ, статьи 22, 48, 51; КоАП, статьи 27.3, 27.5, 28.2; УПК, статьи 92, 96',
			en: 'Constitution, articles 22, 48, 51; Code of Administrative Offences, 27.3, 27.5, 28.2; Code of Criminal Procedure, 92, 96',
		},
		text: {
			ru: `ЕСЛИ ВАС ЗАДЕРЖАЛИ

Наш телефон: [номер]. {organisation}

1. Спросите, кто вас задерживает и за что. Запомните имя, звание, номер жетона, машину.
2. Не сопротивляйтесь и не спорьте. Скажите: «Прошу записать время задержания. Прошу адвоката. Пользуюсь статьёй 51 Конституции и показаний не даю».
3. Попросите сообщить о задержании близким: по вашей просьбе это обязаны сделать как можно скорее.
4. По административному делу держат до 3 часов; если за нарушение могут арестовать — до 48 часов. По уголовному без суда — не больше 48 часов.
5. Прочтите протокол целиком. Пустые места перечеркните. Впишите: «Не согласен», время, свидетелей, что с вами делали. Попросите копию.
6. Не подписывайте того, чего не читали. Не называйте пароль от телефона: вы не обязаны.
7. Если били — скажите врачу, попросите записать каждое повреждение.
8. Выйдя, сразу напишите, что и когда произошло, и позвоните нам.`,
			en: `IF YOU ARE DETAINED

Our telephone: [number]. {organisation}

1. Ask who is detaining you and why. Remember the name, rank, badge number, vehicle.
2. Do not resist or argue. Say: “Please write down the time of my detention. I ask for an advocate. I rely on article 51 of the Constitution and give no testimony.”
3. Ask them to tell your family: on your request they must do so as soon as possible.
4. In an administrative case you may be held up to 3 hours; if the penalty may be arrest, up to 48. In a criminal case, no more than 48 hours without a court.
5. Read the whole record. Strike out blank spaces. Write in: “I do not agree”, the time, the witnesses, what was done to you. Ask for a copy.
6. Sign nothing you have not read. Do not give the password of your telephone: you need not.
7. If you were beaten, tell a doctor and ask for every injury to be written down.
8. Once out, write down at once what happened and when, and call us.`,
		},
	},
	{
		id: 'data-consent',
		asOf: '2026-11',
		title: {
			ru: 'Согласие на обработку персональных данных',
			en: 'Consent to the processing of personal data',
		},
		when: {
			ru: 'Когда ведёте дело человека с его именем. Оформляется отдельным листом, а не строкой в другой бумаге. Здоровье, взгляды, национальность — только с письменного согласия.',
			en: 'When you keep a person’s case with their name. It is a separate sheet, not a line in another paper. Health, beliefs and nationality only with written consent.',
		},
		source: {
			ru: 'Федеральный закон № 152-ФЗ, статьи 9 и 10',
			en: 'Federal Law 152-FZ, articles 9 and 10',
		},
		text: {
			ru: `СОГЛАСИЕ НА ОБРАБОТКУ ПЕРСОНАЛЬНЫХ ДАННЫХ

Я, [фамилия, имя, отчество], паспорт [серия, номер, кем и когда выдан], проживающий (проживающая) по адресу: [адрес],
даю согласие {organisation}, адрес: [адрес организации],
на обработку моих персональных данных: [имя, адрес, телефон, обстоятельства дела; сведения о здоровье — да / нет]
в целях: оказание мне правовой помощи по вопросу [какому].

Разрешаю: сбор, запись, хранение, уточнение, использование, удаление; передачу — [кому, например адвокату; иначе «не разрешаю»].
Публиковать моё имя и фотографии: [разрешаю / не разрешаю].

Согласие действует [срок или «до окончания дела»]. Я могу отозвать его в любое время, написав по адресу: [адрес]; после этого данные удаляются, если закон не требует хранить их дольше.

[Дата]    [Подпись]    [Фамилия и инициалы]`,
			en: `CONSENT TO THE PROCESSING OF PERSONAL DATA

I, [full name], passport [number, issued by whom and when], living at [address],
consent that {organisation}, address: [address of the organisation],
processes my personal data: [name, address, telephone, circumstances of the case; data on health: yes / no]
for the purpose of legal assistance to me in the matter of [which].

I allow: collecting, recording, keeping, correcting, using, deleting; passing on to [whom, for example an advocate; otherwise “not allowed”].
Publishing my name and photographs: [allowed / not allowed].

This consent is valid [term, or “until the case is closed”]. I may withdraw it at any time by writing to: [address]; the data are then deleted unless the law demands that they are kept longer.

[Date]    [Signature]    [Name]`,
		},
	},
	{
		id: 'meeting-minutes',
		asOf: '2026-11',
		title: { ru: 'Протокол общего собрания', en: 'Minutes of a general meeting' },
		when: {
			ru: 'Создать группу, выбрать руководителя, принять решение. Общественное объединение создают не меньше трёх человек, и оно может работать без регистрации.',
			en: 'To found a group, elect its head, take a decision. A public association is founded by at least three people, and may work unregistered.',
		},
		source: {
			ru: 'ГК, статья 181.2; Федеральный закон № 82-ФЗ «Об общественных объединениях», статьи 3, 18, 21',
			en: 'Civil Code, article 181.2; Federal Law 82-FZ on public associations, articles 3, 18, 21',
		},
		text: {
			ru: `ПРОТОКОЛ № [номер]
общего собрания {organisation}

{town}, [адрес]    [дата], с [время] до [время]

Присутствовали: [фамилии или «по списку, приложение 1»], всего [число] из [число] членов. Кворум имеется.
Председатель собрания: [имя]. Секретарь: [имя]. Голоса считал(а): [имя].

ПОВЕСТКА ДНЯ
1. [Вопрос.]
2. [Вопрос.]

По первому вопросу слушали: [кто, коротко что предложил].
Решили: [решение].
Голосовали: «за» — [число], «против» — [число], «воздержались» — [число].
Голосовал против и просил внести об этом запись: [имя или «нет»].

По второму вопросу слушали: […]
Решили: […]
Голосовали: «за» — [число], «против» — [число], «воздержались» — [число].

Председатель собрания    [подпись]
Секретарь    [подпись]`,
			en: `MINUTES No. [number]
of the general meeting of {organisation}

{town}, [address]    [date], from [time] to [time]

Present: [names, or “as listed in annex 1”], [number] of [number] members. There is a quorum.
In the chair: [name]. Secretary: [name]. Votes counted by: [name].

AGENDA
1. [Item.]
2. [Item.]

On the first item were heard: [who, in brief what they proposed].
Decided: [decision].
Votes: for [number], against [number], abstaining [number].
Voted against and asked to have it recorded: [name or “nobody”].

On the second item were heard: […]
Decided: […]
Votes: for [number], against [number], abstaining [number].

Chair    [signature]
Secretary    [signature]`,
		},
	},
	{
		id: 'open-letter',
		asOf: '2026-11',
		title: { ru: 'Открытое письмо', en: 'Open letter' },
		when: {
			ru: 'Когда о нарушении должны узнать все. Соберите подписи других организаций в разделе «Открытые письма»: там их можно проверить.',
			en: 'When everybody should know of a violation. Gather the signatures of other organisations under “Open letters”, where anybody can verify them.',
		},
		source: { ru: 'Конституция РФ, статьи 29 и 33', en: 'Constitution, articles 29 and 33' },
		text: {
			ru: `[Кому: должность, имя]
[Копия: кому ещё]

ОТКРЫТОЕ ПИСЬМО
{organisation}

[Дата]

[Что произошло: дата, место, чьи права нарушены — одно-два предложения, только проверенное.]

[Почему это важно: какое право нарушено, сколько людей это касается, что уже делалось и что ответили.]

Мы просим:
1. [Что должно быть сделано, кем и к какому сроку.]
2. [Второе.]

Мы готовы: [встретиться, передать материалы, участвовать в проверке].
О вашем ответе мы сообщим тем, от чьего имени пишем.

[Имя, должность в организации]
[Как связаться]`,
			en: `[To: post, name]
[Copy: who else]

OPEN LETTER
{organisation}

[Date]

[What happened: date, place, whose rights were violated; one or two sentences, only what is verified.]

[Why it matters: which right was violated, how many people it concerns, what was already done and answered.]

We ask:
1. [What must be done, by whom and by when.]
2. [The second.]

We are ready to: [meet, hand over materials, take part in a check].
We will tell those in whose name we write what you answer.

[Name, post in the organisation]
[How to reach us]`,
		},
	},
];
