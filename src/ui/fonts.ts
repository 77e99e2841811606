// The faces a first screen is set in, for <link rel="preload">. Vite gives each the same hashed
// address as in fonts.css, so a preloaded file is the one the sheet then uses.
import sansCyrillic from '@fontsource/pt-sans/files/pt-sans-cyrillic-400-normal.woff2?url';
import sansLatin from '@fontsource/pt-sans/files/pt-sans-latin-400-normal.woff2?url';
import serifCyrillic from '@fontsource/pt-serif/files/pt-serif-cyrillic-400-normal.woff2?url';
import serifLatin from '@fontsource/pt-serif/files/pt-serif-latin-400-normal.woff2?url';

/** Addresses of the fonts to preload on a page in that language (`as="font" type="font/woff2" crossorigin`). */
export function fontsToPreload(locale: 'ru' | 'en', page: 'public' | 'desk' = 'public'): string[] {
	const reading = locale === 'ru' ? [serifCyrillic, serifLatin] : [serifLatin];
	const working = locale === 'ru' ? [sansCyrillic, sansLatin] : [sansLatin];
	return page === 'desk' ? working : [...reading, ...working];
}
