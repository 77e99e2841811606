// The surroundings of every public story: an invented network, in both languages.
import type { LinkGroup, Masthead, PageLink, WayOut } from '../page.ts';

interface Shell {
	skip: string;
	network: Masthead;
	actions: LinkGroup;
	sections: LinkGroup;
	languages: LinkGroup;
	type: PageLink;
	leave: WayOut;
	footer: LinkGroup;
}

const languages = (label: string, here: string): LinkGroup => ({
	label,
	links: [
		{ href: '/ru', text: 'Русский', lang: 'ru', current: here === 'ru' },
		{ href: '/en', text: 'English', lang: 'en', current: here === 'en' },
	],
});

/** What a public page in that language is surrounded by. */
export const shells: Record<'ru' | 'en', Shell> = {
	ru: {
		skip: 'Перейти к тексту',
		network: {
			name: 'Согласие',
			motto: 'Сеть правозащитных организаций',
			href: '/ru',
			telephone: {
				label: 'Телефон',
				text: '8 800 555-01-23',
				href: 'tel:+78005550123',
				hours: 'каждый день с 9 до 21, звонок бесплатный',
			},
			address: '101000, Москва, а/я 17',
		},
		actions: {
			label: 'Главное',
			links: [
				{ href: '/ru/write', text: 'Написать нам', icon: 'write' },
				{ href: 'tel:+78005550123', text: 'Позвонить', icon: 'call' },
				{ href: '/ru/chronicle', text: 'Читать «Хронику»', icon: 'read' },
			],
		},
		sections: {
			label: 'Разделы',
			links: [
				{ href: '/ru/about', text: 'О сети' },
				{ href: '/ru/directory', text: 'Организации', current: true },
				{ href: '/ru/monitoring', text: 'Наблюдение' },
				{ href: '/ru/literature', text: 'Литература' },
				{ href: '/ru/school', text: 'Просветительский центр' },
				{ href: '/ru/search', text: 'Поиск' },
			],
		},
		languages: languages('Язык и размер букв', 'ru'),
		type: { href: '?type=large', text: 'Крупнее буквы' },
		leave: {
			text: 'Уйти отсюда',
			href: 'https://pogoda.example/',
			note: 'Кнопка «Уйти отсюда» откроет прогноз погоды. Она не стирает историю просмотров.',
		},
		footer: {
			label: 'Ещё на сайте',
			links: [
				{ href: '/ru/index', text: 'Указатель' },
				{ href: '/ru/scheme', text: 'Карта сайта' },
				{ href: '/ru/join', text: 'Вступить в сеть' },
				{ href: '/ru/write/follow', text: 'Читать ответ по коду' },
			],
		},
	},
	en: {
		skip: 'Skip to the text',
		network: {
			name: 'Accord',
			motto: 'A network of human rights organisations',
			href: '/en',
			telephone: {
				label: 'Telephone',
				text: '8 800 555-01-23',
				href: 'tel:+78005550123',
				hours: 'every day 9 to 21, free of charge',
			},
			address: 'P.O. Box 17, Moscow 101000',
		},
		actions: {
			label: 'First of all',
			links: [
				{ href: '/en/write', text: 'Write to us', icon: 'write' },
				{ href: 'tel:+78005550123', text: 'Call', icon: 'call' },
				{ href: '/en/chronicle', text: 'Read the Chronicle', icon: 'read' },
			],
		},
		sections: {
			label: 'Sections',
			links: [
				{ href: '/en/about', text: 'About' },
				{ href: '/en/directory', text: 'Organisations', current: true },
				{ href: '/en/monitoring', text: 'Monitoring' },
				{ href: '/en/literature', text: 'Literature' },
				{ href: '/en/school', text: 'Education centre' },
				{ href: '/en/search', text: 'Search' },
			],
		},
		languages: languages('Language and type size', 'en'),
		type: { href: '?type=large', text: 'Larger type' },
		leave: {
			text: 'Leave this page',
			href: 'https://weather.example/',
			note: '“Leave this page” opens a weather forecast. It does not clear your browser’s history.',
		},
		footer: {
			label: 'More on this site',
			links: [
				{ href: '/en/index', text: 'Index' },
				{ href: '/en/scheme', text: 'Site map' },
				{ href: '/en/join', text: 'Join the network' },
				{ href: '/en/write/follow', text: 'Read an answer by its code' },
			],
		},
	},
};
