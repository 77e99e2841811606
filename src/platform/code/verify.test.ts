import { describe, expect, it } from 'vitest';
import { digestOf } from './manifest.ts';
import { scriptsOf } from './verify.ts';

const manifest = new Map([
	['/_app/immutable/entry/start.AbC_1.js', 'a'],
	['/_app/immutable/entry/app.XyZ-2.js', 'b'],
]);
/** What the framework writes into a page that runs code. */
const starter = (start: string, app: string) => `<script>
	{
		__sveltekit_1abc = { base: "" };
		const element = document.currentScript.parentElement;
		Promise.all([
			import("${start}"),
			import("${app}")
		]).then(([kit, app]) => {
			kit.start(app, element);
		});
	}
</script>`;
const ours = starter('/_app/immutable/entry/start.AbC_1.js', '/_app/immutable/entry/app.XyZ-2.js');
const kinds = (html: string) => scriptsOf(html, '/ru/desk', manifest).map(({ kind }) => kind);

describe('the code that a page runs', () => {
	it('is ours when it only starts files that were built', () => {
		expect(kinds(`<body>${ours}</body>`)).toEqual([]);
		expect(kinds('<script type="module" src="/_app/immutable/entry/app.XyZ-2.js"></script>')).toEqual([]);
	});

	it.each([
		['a file that was not built', '<script src="/extra.js"></script>', 'foreign-script'],
		['a file from elsewhere', '<script src="https://example.org/a.js"></script>', 'foreign-script'],
		['code inside the page', '<script>fetch("/steal")</script>', 'inline-script'],
		[
			'code beside the starter',
			ours.replace('kit.start(app, element);', 'kit.start(app, element); fetch("/x");'),
			'inline-script',
		],
		[
			'a starter of another file',
			starter('/_app/immutable/entry/start.Evil.js', '/_app/immutable/entry/app.XyZ-2.js'),
			'inline-script',
		],
		['code in an attribute', '<img onerror="x()" src="/a.png">', 'inline-script'],
		['code in a link', '<a href="javascript:x()">a</a>', 'inline-script'],
	])('is told when it is %s', (_what, html, kind) => {
		expect(kinds(html)).toContain(kind);
	});

	it('has one number that changes with any file', () => {
		const other = new Map([...manifest, ['/extra.js', 'c']]);
		expect(digestOf(manifest)).not.toBe(digestOf(other));
		expect(digestOf(manifest)).toMatch(/^[0-9a-f]{64}$/);
	});
});
