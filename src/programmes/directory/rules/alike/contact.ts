import { folded, sound } from './spelling.ts';

/**
 * The telephones in a text, each as it is dialled from abroad without the plus; a number without the code of its
 * town is told with its region. Eight and seven begin one and the same number.
 *
 *     telephonesIn('8 (342) 212-34-56', 'RU-PER') // ['73422123456']
 */
export function telephonesIn(text: string, region: string): string[] {
	return text
		.replaceAll(/(?:доб|вн|ext)\.?\s*\d+/giu, ' ')
		.split(/[,;/\n]|\s[иi]\s/u)
		.flatMap((one) => {
			const digits = one.replaceAll(/\D/g, '').replace(/^(?:00|810)(?=\d{10})/, '');
			if (digits.length === 10 && !one.includes('+')) return [`7${digits}`];
			if (digits.length === 11 && digits.startsWith('8')) return [`7${digits.slice(1)}`];
			if (digits.length > 7) return digits.length <= 15 ? [digits] : [];
			return digits.length >= 5 ? [`${region} ${digits}`] : [];
		});
}

/** A number that one calls from anywhere for nothing: branches all over the country give the same one. */
export const isForAll = (telephone: string): boolean => /^7(?:800|804)\d{7}$/.test(telephone);

/** Where many keep a page of their own: the page is the organisation's, the host is not. */
const shared =
	/^(?:(?:m|new)\.)?(?:vk\.com|vkontakte\.ru|t\.me|telegram\.me|ok\.ru|facebook\.com|fb\.com|instagram\.com|twitter\.com|x\.com|youtube\.com|rutube\.ru|dzen\.ru|sites\.google\.com|medium\.com|github\.io|narod\.ru|linktr\.ee|taplink\.(?:cc|ws))$/;

/** A site as it is compared: its host, and on the great platforms the page; undefined where it is none. */
export function siteOf(href: string): string | undefined {
	if (!/^https?:/i.test(href) || !URL.canParse(href)) return undefined;
	const { hostname, pathname } = new URL(href);
	const host = hostname.replace(/^www\d?\./, '');
	if (!shared.test(host)) return host;
	const page = pathname.split('/').filter(Boolean);
	const own =
		page[0] === 'groups' || page[0] === 'channel' || page[0] === 'view' ? page.slice(0, 2) : page.slice(0, 1);
	return own.length === 0 ? undefined : `${host}/${own.join('/').toLowerCase()}`;
}

/** An address of e-mail, from `mailto:` or as it is. */
export function mailOf(written: string): string | undefined {
	const text = folded(written)
		.replace(/^mailto:/, '')
		.replace(/\?.*$/, '');
	return /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text) ? text : undefined;
}

/** What in an address is not its street and its numbers. */
const between =
	/^(?:ул|улица|пр|пр-т|просп|проспект|пер|переулок|пл|площадь|наб|набережная|б-р|бульвар|ш|шоссе|д|дом|корп|к|корпус|стр|строение|оф|офис|кв|квартира|ком|комн|комната|пом|помещение|каб|кабинет|этаж|эт|г|гор|город|обл|область|край|респ|республика|россия|рф|street|st|str|avenue|ave|lane|square|sq|building|bldg|office|room|flat|apt|house|ul|ulitsa|ulitza|prospekt|pereulok|dom|kv|of|russia|pob|box|po|а\/я|ая)$/;

/** An address as it is compared: words and numbers without "street" and "house", postcode and town; empty without both. */
export function addressKey(written: string, towns: readonly string[]): string {
	const parts = folded(written)
		.replaceAll(/\b\d{6}\b/g, ' ')
		.split(/[^\p{L}\p{N}/-]+/u)
		.map((part) => part.replaceAll(/^[-/]+|[-/]+$/g, ''))
		.filter((part) => part !== '' && !between.test(part))
		.map((part) => (/^\d/.test(part) ? part.replaceAll(/\p{L}+/gu, sound) : sound(part)))
		.filter((part) => part !== '' && !towns.includes(part));
	const hasWord = parts.some((part) => /^[a-z]{3}/.test(part));
	return hasWord && parts.some((part) => /^\d/.test(part)) ? parts.toSorted().join(' ') : '';
}
