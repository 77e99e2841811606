import type { RegionCode } from '#country/model.ts';
import type { DemoTown } from './model.ts';

type Row = readonly [slug: string, ru: string, en: string, region: RegionCode];

const rows: readonly Row[] = [
	['moscow', 'Москва', 'Moscow', 'RU-MOW'],
	['tula', 'Тула', 'Tula', 'RU-TUL'],
	['novomoskovsk', 'Новомосковск', 'Novomoskovsk', 'RU-TUL'],
	['yefremov', 'Ефремов', 'Yefremov', 'RU-TUL'],
	['yaroslavl', 'Ярославль', 'Yaroslavl', 'RU-YAR'],
	['rybinsk', 'Рыбинск', 'Rybinsk', 'RU-YAR'],
	['voronezh', 'Воронеж', 'Voronezh', 'RU-VOR'],
	['kovrov', 'Ковров', 'Kovrov', 'RU-VLA'],
	['saint-petersburg', 'Санкт-Петербург', 'Saint Petersburg', 'RU-SPE'],
	['pskov', 'Псков', 'Pskov', 'RU-PSK'],
	['petrozavodsk', 'Петрозаводск', 'Petrozavodsk', 'RU-KR'],
	['arkhangelsk', 'Архангельск', 'Arkhangelsk', 'RU-ARK'],
	['kaliningrad', 'Калининград', 'Kaliningrad', 'RU-KGD'],
	['rostov-on-don', 'Ростов-на-Дону', 'Rostov-on-Don', 'RU-ROS'],
	['taganrog', 'Таганрог', 'Taganrog', 'RU-ROS'],
	['krasnodar', 'Краснодар', 'Krasnodar', 'RU-KDA'],
	['makhachkala', 'Махачкала', 'Makhachkala', 'RU-DA'],
	['kazan', 'Казань', 'Kazan', 'RU-TA'],
	['ufa', 'Уфа', 'Ufa', 'RU-BA'],
	['samara', 'Самара', 'Samara', 'RU-SAM'],
	['tolyatti', 'Тольятти', 'Tolyatti', 'RU-SAM'],
	['nizhny-novgorod', 'Нижний Новгород', 'Nizhny Novgorod', 'RU-NIZ'],
	['yekaterinburg', 'Екатеринбург', 'Yekaterinburg', 'RU-SVE'],
	['nizhny-tagil', 'Нижний Тагил', 'Nizhny Tagil', 'RU-SVE'],
	['chelyabinsk', 'Челябинск', 'Chelyabinsk', 'RU-CHE'],
	['novosibirsk', 'Новосибирск', 'Novosibirsk', 'RU-NVS'],
	['tomsk', 'Томск', 'Tomsk', 'RU-TOM'],
	['irkutsk', 'Иркутск', 'Irkutsk', 'RU-IRK'],
	['khabarovsk', 'Хабаровск', 'Khabarovsk', 'RU-KHA'],
	['vladivostok', 'Владивосток', 'Vladivostok', 'RU-PRI'],
];

/** Yefremov is here on purpose: a real town where the network has nobody. */
export const towns: readonly DemoTown[] = rows.map(([slug, ru, en, region]) => ({
	slug,
	names: { ru, en },
	region,
}));
