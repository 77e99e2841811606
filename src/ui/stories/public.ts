// Public stories, rendered on the server as the product renders them: no script reaches the page.
import { render } from 'svelte/server';
import CodeEn from './CodeEn.svelte';
import DirectoryRu from './DirectoryRu.svelte';
import WriteRu from './WriteRu.svelte';

/** The body of each public story, and its language. */
export const publicStories: Record<string, { lang: 'ru' | 'en'; body: string }> = {
	write: { lang: 'ru', body: render(WriteRu).body },
	code: { lang: 'en', body: render(CodeEn).body },
	directory: { lang: 'ru', body: render(DirectoryRu).body },
};
