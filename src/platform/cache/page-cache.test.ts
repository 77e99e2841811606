import { describe, expect, it } from 'vitest';
import { makePageCache } from './page-cache.ts';

const page = (text: string) => ({
	status: 200,
	headers: { 'content-type': 'text/html' },
	body: Buffer.from(text),
});

describe('pages kept in memory', () => {
	it('gives the same bytes until what they show changes', () => {
		const cache = makePageCache();
		const kept = cache.keep('/en', page('hello'), ['network'], cache.generation());
		expect(cache.find('/en')).toBe(kept);
		cache.forget(['organisation:1']);
		expect(cache.find('/en')).toBe(kept);
		cache.forget(['network']);
		expect(cache.find('/en')).toBeUndefined();
	});

	it('does not keep a page that was being made while its data changed', () => {
		const cache = makePageCache();
		const before = cache.generation();
		cache.forget(['network']);
		cache.keep('/en', page('old'), ['network'], before);
		expect(cache.find('/en')).toBeUndefined();
	});

	it('gives equal pages equal tags and others others', () => {
		const cache = makePageCache();
		const tag = (text: string) => cache.keep('/x', page(text), [], cache.generation()).etag;
		expect(tag('a')).toBe(tag('a'));
		expect(tag('a')).not.toBe(tag('b'));
	});

	it('lets the oldest go when it is full, and never keeps what would push out everything', () => {
		const cache = makePageCache(1000);
		for (let i = 0; i < 20; i++) cache.keep(`/${i}`, page('x'.repeat(100)), [], cache.generation());
		expect(cache.find('/0')).toBeUndefined();
		expect(cache.find('/19')).toBeDefined();
		cache.keep('/huge', page('x'.repeat(900)), [], cache.generation());
		expect(cache.find('/huge')).toBeUndefined();
		expect(cache.find('/19')).toBeDefined();
	});
});
