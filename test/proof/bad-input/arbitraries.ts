import fc from 'fast-check';

/** What programs and people send where something else is expected: every kind of JSON, the awkward first. */
export const awkward: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom<unknown>(
		null,
		true,
		'',
		' ',
		'\u0000',
		'a\u0000b',
		'\ud800',
		'00000000-0000-0000-0000-000000000000',
		'ffffffff-ffff-4fff-bfff-ffffffffffff',
		'__proto__',
		'constructor',
		"'; drop table accord.entry; --",
		'9'.repeat(400),
		'é'.repeat(70_000),
		0,
		-1,
		1.5,
		2 ** 31,
		2 ** 53,
		-(2 ** 63),
		1e308,
		'2026-02-30',
		'+275760-09-13T00:00:00.000Z',
		'-271821-04-20T00:00:00.000Z',
		'0000-01-01T00:00:00Z',
		[],
		{},
		[[[[[[]]]]]],
		{ length: 3 },
	),
	fc.uuid(),
	fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.integer(),
	fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 }),
	fc.jsonValue({ maxDepth: 3 }),
);

/** A valid input of which something was changed: a value, a name, or something added. */
export function bent(valid: unknown): fc.Arbitrary<unknown> {
	const places = placesOf(valid);
	const change = fc.record({ at: fc.constantFrom(...places), how: fc.nat({ max: 5 }), to: awkward });
	return fc
		.array(change, { minLength: 1, maxLength: 2 })
		.map((changes) =>
			changes.reduce<unknown>((value, one) => changed(value, one.at, one), structuredClone(valid)),
		);
}

type Place = readonly (string | number)[];

function placesOf(value: unknown, at: Place = []): Place[] {
	if (typeof value !== 'object' || value === null) return [at];
	return [at, ...Object.entries(value).flatMap(([name, one]) => placesOf(one, [...at, name]))];
}

function changed(
	value: unknown,
	[first, ...rest]: Place,
	{ how, to }: { how: number; to: unknown },
): unknown {
	if (first === undefined) {
		if (how === 0 && typeof value === 'string') return value.slice(1);
		if (how === 1 && typeof value === 'string') return `${value}A`;
		if (how === 2 && typeof value === 'object' && value !== null && !Array.isArray(value))
			return { ...value, [typeof to === 'string' ? to : 'more']: to };
		return to;
	}
	if (typeof value !== 'object' || value === null) return to;
	const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>;
	if (rest.length === 0 && how === 5) delete copy[first];
	else copy[first] = changed(copy[first], rest, { how, to });
	return copy;
}
