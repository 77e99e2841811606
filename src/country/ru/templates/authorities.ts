import type { DocumentTemplate } from '#country/model.ts';

/** What is written to authorities: police, investigators, prosecutors. */
export const toAuthorities: readonly DocumentTemplate[] = [
	{
		id: 'crime-report',
		asOf: '2026-11',
		title: { ru: 'Заявление о преступлении', en: 'Report of a crime' },
		when: {
			ru: 'Когда избили, похитили, вымогали, превысили полномочия. Подают в любой отдел полиции или Следственный комитет; принять обязаны. Возьмите талон-уведомление.',
			en: 'After a beating, an abduction, extortion, abuse of power. It is handed in at any police station or at the Investigative Committee, which must accept it. Take the counterfoil.',
		},
		source: {
			ru: 'УПК, статьи 141, 144, 145; УК, статья 306',
			en: 'Code of Criminal Procedure, articles 141, 144, 145; Criminal Code, article 306',
		},
		text: {
			ru: `Руководителю [следственного отдела / начальнику отдела полиции, название]
от [фамилия, имя, отчество],
проживающего (проживающей) по адресу: [адрес],
телефон: [номер]

ЗАЯВЛЕНИЕ О ПРЕСТУПЛЕНИИ

[Дата] около [время] по адресу: [место] [кто: должность, звание, приметы, если имя неизвестно] совершил следующее: [что произошло, по порядку, только факты].

Очевидцы: [имена и как с ними связаться, с их согласия].
Подтверждается: [справка о травмах, видеозапись, переписка; где находится].
Мне причинён вред: [какой].

Считаю, что в этих действиях имеются признаки преступления. На основании статей 141, 144 и 145 УПК РФ прошу:
1. Зарегистрировать это заявление и выдать талон-уведомление.
2. Провести проверку и возбудить уголовное дело.
3. Истребовать и сохранить записи камер наблюдения: [где, за какое время].
4. Назначить судебно-медицинскую экспертизу (если есть травмы).
5. Сообщить мне о принятом решении и выслать его копию.

Об уголовной ответственности за заведомо ложный донос по статье 306 УК РФ предупреждён (предупреждена).

Приложения: [список].

[Дата]    [Подпись]`,
			en: `To the head of [the investigation department / police station]
from [full name],
living at: [address],
telephone: [number]

REPORT OF A CRIME

On [date] at about [time] at [place] [who: post, rank, appearance if the name is not known] did the following: [what happened, in order, facts only].

Witnesses: [names and how to reach them, with their consent].
Confirmed by: [a record of injuries, a film, messages; where they are].
I suffered the following harm: [which].

I believe that these acts bear the signs of a crime. Under articles 141, 144 and 145 of the Code of Criminal Procedure I ask you:
1. To register this report and give me the counterfoil.
2. To examine it and open a criminal case.
3. To obtain and keep the recordings of the cameras at [where, for which time].
4. To order a forensic medical examination (if there are injuries).
5. To tell me what was decided and send me a copy.

I have been warned of criminal liability for a knowingly false report under article 306 of the Criminal Code.

Enclosed: [list].

[Date]    [Signature]`,
		},
	},
	{
		id: 'inaction-complaint',
		asOf: '2026-11',
		title: { ru: 'Жалоба на бездействие следователя', en: 'Complaint against an investigator’s inaction' },
		when: {
			ru: 'Когда заявление о преступлении не проверяют или не отвечают: решение принимают за 3 суток, срок продлевают до 10 и до 30. Подают в районный суд по месту расследования, срока давности нет, пошлины нет.',
			en: 'When a report of a crime is not examined or not answered: the decision takes 3 days, extended to 10 and to 30. It goes to the district court of the place of investigation; there is no time limit and no fee.',
		},
		source: { ru: 'УПК, статьи 123, 125, 144', en: 'Code of Criminal Procedure, articles 123, 125, 144' },
		text: {
			ru: `В [название] районный суд
от [фамилия, имя, отчество], [заявителя / потерпевшего],
адрес: [адрес], телефон: [номер]

ЖАЛОБА
на бездействие [следователя / дознавателя, должность, фамилия]
(статья 125 УПК РФ)

[Дата] я подал(а) в [орган] заявление о преступлении; оно зарегистрировано под номером [КУСП или КРСП №, дата].
В срок, установленный статьёй 144 УПК РФ, решение по заявлению мне не сообщено. Не выполнено следующее: [не опрошены очевидцы, не истребованы записи, не назначена экспертиза].

Это бездействие причиняет ущерб моим конституционным правам (статьи 45, 46 и 52 Конституции РФ) и затрудняет мне доступ к правосудию.

На основании статьи 125 УПК РФ прошу:
1. Признать бездействие [кого] незаконным.
2. Обязать [кого] устранить допущенное нарушение.
3. Известить меня о дне и часе судебного заседания.

Приложения: копия заявления, копия талона-уведомления, [другое].

[Дата]    [Подпись]`,
			en: `To the [name] District Court
from [full name], [applicant / victim],
address: [address], telephone: [number]

COMPLAINT
against the inaction of [investigator / inquiry officer, post, name]
(article 125 of the Code of Criminal Procedure)

On [date] I handed in a report of a crime at [body]; it was registered under number [number and date].
Within the time set by article 144 of the Code I was not told of any decision. The following was not done: [witnesses not questioned, recordings not obtained, no examination ordered].

This inaction harms my constitutional rights (articles 45, 46 and 52 of the Constitution) and hinders my access to justice.

Under article 125 of the Code I ask the court:
1. To find the inaction of [whom] unlawful.
2. To oblige [whom] to put the violation right.
3. To notify me of the day and hour of the hearing.

Enclosed: a copy of the report, a copy of the counterfoil, [other].

[Date]    [Signature]`,
		},
	},
	{
		id: 'prosecutor',
		asOf: '2026-11',
		title: { ru: 'Обращение в прокуратуру', en: 'Application to the prosecutor' },
		when: {
			ru: 'Когда орган власти, колония, больница или работодатель нарушает закон. Регистрируют за 3 дня, отвечают за 30 дней (за 15, если проверка не нужна). Электронная почта с 30 марта 2025 года не годится: портал госуслуг, сайт прокуратуры, письмо по почте или лично. Без подписи и адреса не ответят.',
			en: 'When an authority, a prison, a hospital or an employer breaks the law. It is registered within 3 days and answered within 30 (15 where no check is needed). E-mail has not counted since 30 March 2025: use the state portal, the prosecutor’s own site, post or go in person. Without a signature and an address there is no answer.',
		},
		source: {
			ru: 'Федеральный закон № 59-ФЗ; закон «О прокуратуре Российской Федерации», статьи 10 и 27',
			en: 'Federal Law 59-FZ; Law on the Prosecutor’s Office, articles 10 and 27',
		},
		text: {
			ru: `Прокурору [города, района, области]
от [фамилия, имя, отчество],
адрес для ответа: [почтовый адрес], телефон: [номер]

ОБРАЩЕНИЕ

[Дата, место]. [Кто: орган, учреждение, должностное лицо] нарушил мои права (права [чьи], по доверенности или с согласия): [что произошло, по порядку].

Считаю, что нарушено: [закон и статья, если знаете; можно не указывать].
Я уже обращался (обращалась) в: [куда, когда, что ответили].

На основании статей 10 и 27 закона «О прокуратуре Российской Федерации» прошу:
1. Провести проверку и истребовать документы: [какие].
2. Принять меры прокурорского реагирования и восстановить нарушенное право: [что именно должно быть сделано].
3. Не направлять это обращение тем, на кого я жалуюсь (часть 6 статьи 8 закона № 59-ФЗ).
4. Дать письменный ответ по существу каждого вопроса.

Приложения: [список копий].

[Дата]    [Подпись]`,
			en: `To the prosecutor of [town, district, region]
from [full name],
address for the answer: [postal address], telephone: [number]

APPLICATION

On [date] at [place] [who: authority, institution, official] violated my rights (the rights of [whose], by power of attorney or with consent): [what happened, in order].

I believe that the following was broken: [law and article if you know; it may be left out].
I have already applied to: [whom, when, what they answered].

Under articles 10 and 27 of the Law on the Prosecutor’s Office I ask you:
1. To make a check and obtain the documents: [which].
2. To take measures of prosecutorial response and restore the right: [what exactly must be done].
3. Not to send this application to those I complain of (article 8(6) of Law 59-FZ).
4. To answer each question in writing on its substance.

Enclosed: [list of copies].

[Date]    [Signature]`,
		},
	},
];
