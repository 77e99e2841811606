import { AsyncLocalStorage } from 'node:async_hooks';
import { overwriteGetLocale } from '#words/runtime.js';
import type { Locale } from './locale.ts';

const reading = new AsyncLocalStorage<Locale>();
overwriteGetLocale(() => reading.getStore() ?? 'ru');

/** Runs `work` with every message in the given language. */
export function inLocale<T>(locale: Locale, work: () => T): T {
	return reading.run(locale, work);
}
