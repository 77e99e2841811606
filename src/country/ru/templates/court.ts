import type { DocumentTemplate } from '#country/model.ts';

/** What goes to a court, and what is needed to speak for somebody. */
export const toCourt: readonly DocumentTemplate[] = [
	{
		id: 'administrative-claim',
		asOf: '2026-11',
		title: {
			ru: 'Административный иск к органу власти (КАС)',
			en: 'Administrative claim against an authority',
		},
		when: {
			ru: 'Когда решение, действие или бездействие органа власти нарушает права: 3 месяца с того дня, как о нём узнали; 10 дней — на приставов и по публичным мероприятиям. Представителю в суде нужно высшее юридическое образование. Размер пошлины проверьте в статье 333.19 НК.',
			en: 'When a decision, an act or inaction of an authority violates rights: 3 months from the day you learnt of it; 10 days against bailiffs and about public events. A representative in court needs a degree in law. Look up the fee in article 333.19 of the Tax Code.',
		},
		source: {
			ru: 'КАС, статьи 55, 125, 126, 218–220, 226',
			en: 'Code of Administrative Procedure, articles 55, 125, 126, 218–220, 226',
		},
		text: {
			ru: `В [название] районный суд

Административный истец: [фамилия, имя, отчество, дата и место рождения],
адрес: [адрес], телефон: [номер]
Административный ответчик: [орган, должностное лицо],
адрес: [адрес]

АДМИНИСТРАТИВНОЕ ИСКОВОЕ ЗАЯВЛЕНИЕ
о признании незаконным [решения / действия / бездействия]

[Дата] административный ответчик [что решил, сделал или не сделал; номер и дата решения].
Мне стало известно об этом [дата], срок обращения в суд, установленный статьёй 219 КАС РФ, не пропущен.

Это нарушает мои права и законные интересы: [какие и как].
Это противоречит: [закон и статья].
Жалоба вышестоящему [подавалась, дата, ответ / не подавалась].

На основании статей 218–220 КАС РФ прошу суд:
1. Признать незаконным [что].
2. Обязать административного ответчика устранить нарушение: [как].

Ходатайствую об истребовании у административного ответчика: [какие документы].

Приложения:
1. Копия оспариваемого решения (если есть).
2. Документ об уплате государственной пошлины либо ходатайство об отсрочке.
3. Уведомление о вручении или другой документ, подтверждающий направление копии иска ответчику.
4. [Другие доказательства.]

[Дата]    [Подпись]`,
			en: `To the [name] District Court

Administrative claimant: [full name, date and place of birth],
address: [address], telephone: [number]
Administrative respondent: [authority, official],
address: [address]

ADMINISTRATIVE CLAIM
to find unlawful [a decision / an act / inaction]

On [date] the respondent [what it decided, did or failed to do; number and date of the decision].
I learnt of it on [date]; the time limit of article 219 of the Code of Administrative Procedure has not passed.

This violates my rights and lawful interests: [which and how].
It contradicts: [law and article].
A complaint to the higher authority [was made, date, answer / was not made].

Under articles 218–220 of the Code I ask the court:
1. To find unlawful [what].
2. To oblige the respondent to put the violation right: [how].

I ask the court to obtain from the respondent: [which documents].

Enclosed:
1. A copy of the decision challenged (if there is one).
2. Proof of the state fee, or a request to defer it.
3. Proof that a copy of the claim was sent to the respondent.
4. [Other evidence.]

[Date]    [Signature]`,
		},
	},
	{
		id: 'power-of-attorney',
		asOf: '2026-11',
		title: { ru: 'Доверенность на представление интересов', en: 'Power of attorney' },
		when: {
			ru: 'Чтобы обращаться за человека в органы власти, полицию, больницу. Для суда её удостоверяет нотариус, либо организация, где человек работает или учится, либо начальник места содержания под стражей. Без даты выдачи она ничтожна.',
			en: 'To apply for somebody to authorities, the police, a hospital. For a court it is certified by a notary, by the organisation where the person works or studies, or by the head of the place of detention. Without its date it is void.',
		},
		source: {
			ru: 'ГК, статьи 185, 185.1, 186; ГПК, статья 53',
			en: 'Civil Code, articles 185, 185.1, 186; Code of Civil Procedure, article 53',
		},
		text: {
			ru: `ДОВЕРЕННОСТЬ

[Город], [дата прописью]

Я, [фамилия, имя, отчество], [дата рождения], паспорт [серия, номер, кем и когда выдан], проживающий (проживающая) по адресу: [адрес],
доверяю [фамилия, имя, отчество], [дата рождения], паспорт [серия, номер, кем и когда выдан],
представлять мои интересы в государственных органах, органах местного самоуправления, органах внутренних дел и прокуратуры, учреждениях и организациях по вопросу: [какому].

Для этого предоставляю право подавать и подписывать обращения, жалобы и ходатайства, знакомиться с материалами и снимать с них копии, получать ответы, справки и документы, давать объяснения, [другое].

Доверенность выдана сроком на [срок] без права передоверия.

[Подпись]    [Фамилия и инициалы полностью от руки]`,
			en: `POWER OF ATTORNEY

[Town], [date in words]

I, [full name], born [date], passport [number, issued by whom and when], living at [address],
authorise [full name], born [date], passport [number, issued by whom and when],
to represent me before state and local authorities, the police and the prosecutor’s office, institutions and organisations in the matter of: [which].

For this I give the right to submit and sign applications, complaints and requests, to read and copy the papers of the matter, to receive answers, certificates and documents, to give explanations, [other].

This power of attorney is given for [term] and may not be passed on.

[Signature]    [Name written out by hand]`,
		},
	},
	{
		id: 'advocate-enquiry',
		asOf: '2026-11',
		onlyBy: 'advocate',
		title: { ru: 'Адвокатский запрос', en: 'Advocate’s enquiry' },
		when: {
			ru: 'Только для адвокатов: юрист без статуса адвоката подписать его не может и просит о том же обычным обращением. Отвечают за 30 дней, срок продлевают не больше чем на 30. Сверьтесь с действующей формой Минюста.',
			en: 'For advocates only: a lawyer who is not one cannot sign it, and asks the same by an ordinary application. It is answered within 30 days, extended by no more than 30. Compare the form in force of the Ministry of Justice.',
		},
		source: {
			ru: 'Федеральный закон № 63-ФЗ «Об адвокатской деятельности и адвокатуре», статья 6.1; КоАП, статья 5.39',
			en: 'Federal Law 63-FZ on advocates, article 6.1; Code of Administrative Offences, article 5.39',
		},
		text: {
			ru: `[Наименование и адрес органа или организации]

АДВОКАТСКИЙ ЗАПРОС
№ [регистрационный номер в журнале]    [дата]

Адвокат [фамилия, имя, отчество], регистрационный номер в реестре адвокатов [номер], [адвокатское образование, адрес, телефон].

На основании статьи 6.1 Федерального закона от 31 мая 2002 года № 63-ФЗ «Об адвокатской деятельности и адвокатуре в Российской Федерации» в связи с оказанием юридической помощи [доверителю — имя указывается с его согласия] по ордеру № [номер] от [дата] прошу предоставить:
1. [Справку, характеристику, документ или заверенную копию.]
2. [Другое.]

Запрашиваемые сведения нужны для: [обоснование].
Ответ прошу направить по адресу: [адрес] в срок не позднее тридцати дней со дня получения запроса.

Адвокат    [подпись]    [фамилия и инициалы]`,
			en: `[Name and address of the authority or organisation]

ADVOCATE’S ENQUIRY
No. [number in the register]    [date]

Advocate [full name], number in the register of advocates [number], [chambers, address, telephone].

Under article 6.1 of Federal Law 63-FZ of 31 May 2002 on advocates, in connection with legal assistance to [the client, named with their consent] under order no. [number] of [date], I ask you to provide:
1. [A certificate, a reference, a document or a certified copy.]
2. [Other.]

It is needed for: [reason].
Please send the answer to: [address] within thirty days of receiving this enquiry.

Advocate    [signature]    [name]`,
		},
	},
];
