import { listNewest } from '#commons/search/index.ts';
import type { Locale } from '#platform/locale.ts';
import type { Runtime } from '#platform/runtime.ts';

/** One thing that is new: its page, and the day on which it became what it is. */
export interface FeedEntry {
	readonly title: string;
	readonly path: string;
	/** `2026-11-24`. */
	readonly updatedOn: string;
	readonly beginning: string;
}

export interface Feed {
	readonly origin: string;
	readonly locale: Locale;
	readonly title: string;
	/** Who tells it. */
	readonly author: string;
	/** The page that shows the same, and the feed itself: after the language. */
	readonly page: string;
	readonly self: string;
	readonly entries: readonly FeedEntry[];
}

const most = 50;

/** What is new in a region in public: organisations, letters, whatever a programme lets be found there. */
export function feedEntries(runtime: Runtime, region: string, locale: Locale): Promise<FeedEntry[]> {
	return listNewest(runtime.publicDb, region, locale, most);
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Text in XML; what XML cannot hold at all is left out. */
const xml = (text: string) =>
	text
		// oxlint-disable-next-line no-control-regex
		.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
		.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? '');

/** The feed as Atom (RFC 4287). An entry is its page: whoever changes the page tells it anew. */
export function writeFeed({ origin, locale, title, author, page, self, entries }: Feed): string {
	const at = (path: string) => xml(`${origin}/${locale}${path}`);
	const moment = (day: string) => `${day}T00:00:00Z`;
	// Days sort as their words do. A feed with nothing in it has to say a moment too: before anything could be new.
	const newest = entries.reduce(
		(latest, { updatedOn }) => (updatedOn > latest ? updatedOn : latest),
		'1996-01-01',
	);
	const items = entries.map(
		(entry) => `<entry>
<id>${at(entry.path)}</id>
<title>${xml(entry.title)}</title>
<link rel="alternate" type="text/html" href="${at(entry.path)}"/>
<updated>${moment(entry.updatedOn)}</updated>
<summary>${xml(entry.beginning)}</summary>
</entry>
`,
	);
	return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
<id>${at(self)}</id>
<title>${xml(title)}</title>
<updated>${moment(newest)}</updated>
<author><name>${xml(author)}</name></author>
<link rel="self" type="application/atom+xml" href="${at(self)}"/>
<link rel="alternate" type="text/html" href="${at(page)}"/>
${items.join('')}</feed>
`;
}
