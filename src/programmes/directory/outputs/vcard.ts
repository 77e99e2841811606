import { themeLabel } from '#commons/themes/index.ts';
import { gazetteer } from '#country/ru/gazetteer.ts';
import { findRegion } from '#country/ru/regions.ts';
import type { Locale } from '#platform/locale.ts';
import { inLanguage } from '../model/profile.ts';
import type { PublicProfile } from '../store/public-profile.ts';

const plain = (text: string) =>
	text
		.replaceAll('\\', '\\\\')
		.replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
		.replaceAll(/[,;]/g, String.raw`\$&`);

/** Lines of 75 bytes at most, broken between letters, as RFC 6350 wants them. */
function fold(line: string): string {
	let folded = '';
	let bytes = 0;
	for (const letter of line) {
		const size = Buffer.byteLength(letter);
		if (bytes + size > 75) {
			folded += '\r\n ';
			bytes = 1;
		}
		folded += letter;
		bytes += size;
	}
	return folded;
}

/** An organisation as a visiting card (vCard 4.0): what an address book has a place for. */
export function organisationCard(profile: PublicProfile, origin: string, locale: Locale): string {
	const { facts } = profile;
	const page = `${origin}/${locale}/directory/${profile.slug}`;
	const address = facts.address?.value;
	const street = address?.kind === 'office' ? inLanguage(address.text, locale) : '';
	const region = findRegion(profile.region)?.names[locale] ?? profile.region;
	const town = profile.townSlug === null ? undefined : gazetteer.findTown(profile.townSlug);
	const links = facts.links?.value.map(({ href }) => href) ?? [];
	const themes = facts.themes?.value.map((code) => plain(themeLabel(code, locale))) ?? [];
	const about = inLanguage(profile.about, locale);
	const adr = ['', '', street, inLanguage(profile.town, locale), region, '', profile.region.slice(0, 2)];
	const lines = [
		'BEGIN:VCARD',
		'VERSION:4.0',
		'KIND:org',
		`UID:urn:uuid:${profile.organisation}`,
		`SOURCE:${page}.vcf`,
		`FN;LANGUAGE=${locale}:${plain(inLanguage(profile.name, locale))}`,
		`ORG:${plain(inLanguage(profile.name, locale))}`,
		profile.telephone && `TEL;VALUE=uri;TYPE=voice:tel:${profile.telephone.replaceAll(/[^+\d]/g, '')}`,
		`ADR;LANGUAGE=${locale}:${adr.map(plain).join(';')}`,
		town && `GEO:geo:${town.latitude},${town.longitude}`,
		`URL:${page}`,
		...links.map((href) => (href.startsWith('mailto:') ? `EMAIL:${plain(href.slice(7))}` : `URL:${href}`)),
		...(facts.languages?.value.map((code) => `LANG:${code}`) ?? []),
		themes.length > 0 && `CATEGORIES:${themes.join(',')}`,
		about && `NOTE;LANGUAGE=${locale}:${plain(about)}`,
		'END:VCARD',
	];
	return `${lines
		.filter(Boolean)
		.map((line) => fold(String(line)))
		.join('\r\n')}\r\n`;
}
