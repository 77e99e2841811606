import { m } from '#words/messages.js';
import type { Locale } from './locale.ts';
import type { Refusal } from './result.ts';

type Sentence = (inputs: Readonly<Record<string, string | number>>, options: { locale?: Locale }) => string;

/** The key of a refusal's sentence: `error_` and the id with points and dashes as underscores. */
export function messageKeyOf(id: string): string {
	return `error_${id.replaceAll(/[.-]/g, '_')}`;
}

/** The sentence for a person, in the given language or the page's own. Unknown ids say that something failed. */
export function sayRefusal(refusal: Refusal, locale?: Locale): string {
	const sentences: Readonly<Record<string, unknown>> = m;
	const found = sentences[messageKeyOf(refusal.id)];
	const say = (typeof found === 'function' ? found : m.error_unknown) as Sentence;
	return say(refusal.params ?? {}, locale ? { locale } : {});
}
