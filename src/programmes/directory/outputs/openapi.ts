/** Where Open Referral keeps what its answers look like. */
const schemas = 'https://raw.githubusercontent.com/openreferral/specification/3.0/schema';

const query = (name: string, description: string, schema: object) => ({
	name,
	in: 'query',
	required: false,
	description,
	schema,
});
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const language = query('language', 'The language of the words; Russian unless said.', {
	type: 'string',
	enum: ['ru', 'en'],
	default: 'ru',
});
const paging = [
	query('page', 'Which page, from 1.', { type: 'integer', minimum: 1, default: 1 }),
	query('per_page', 'How many on a page.', { type: 'integer', minimum: 1, maximum: 500, default: 50 }),
	language,
];
const full = query('full', 'With all that hangs on each.', { type: 'boolean', default: false });
const ofOrganisation = query('organization_id', 'Those of one organisation.', {
	type: 'string',
	format: 'uuid',
});
const since = query('modified_after', 'Those changed on that day or later.', {
	type: 'string',
	format: 'date-time',
});
const term = query('taxonomy_term_id', 'Those who work on a theme.', { type: 'string', format: 'uuid' });

const answer = (description: string, schema: object) => ({
	'200': { description, content: { 'application/json': { schema } } },
});
const refused = (status: '400' | '404', description: string) => ({
	[status]: {
		description,
		content: {
			'application/json': { schema: { type: 'object', properties: { error: { type: 'string' } } } },
		},
	},
});

function table(name: string, what: string, schema: string, narrows: readonly object[]) {
	const page = {
		allOf: [{ $ref: '#/components/schemas/Page' }],
		properties: { contents: { type: 'array', items: { type: 'object' } } },
	};
	return {
		[`/v1/hsds/${name}`]: {
			get: {
				operationId: `list_${name}`,
				summary: `Pages of ${what}.`,
				parameters: [...paging, ...narrows],
				responses: { ...answer('One page.', page), ...refused('400', 'Something cannot be asked.') },
			},
		},
		[`/v1/hsds/${name}/{id}`]: {
			get: {
				operationId: `read_${name}`,
				summary: `One of the ${what}, with all that hangs on it.`,
				parameters: [id, language],
				responses: {
					...answer('It.', { $ref: `${schemas}/${schema}.json` }),
					...refused('404', 'There is none of that id that everybody may know.'),
				},
			},
		},
	};
}

/** What programs may ask here, as OpenAPI 3.1 says such things. */
export function openApi(origin: string) {
	const integer = { type: 'integer' };
	const boolean = { type: 'boolean' };
	return {
		openapi: '3.1.0',
		info: {
			title: 'What organisations of the network tell everybody',
			version: '1',
			summary: 'Open Referral HSDS 3.0, for reading. Only what the public pages show is given.',
		},
		servers: [{ url: `${origin}/api` }],
		paths: {
			'/v1/hsds': {
				get: {
					operationId: 'about',
					summary: 'What this API is.',
					responses: answer('It.', { type: 'object' }),
				},
			},
			...table('organizations', 'organisations', 'compiled/organization', [full, term]),
			...table('services', 'services', 'compiled/service', [full, ofOrganisation, since]),
			...table('service_at_locations', 'services where they are given', 'compiled/service_at_location', [
				ofOrganisation,
				since,
			]),
			...table('taxonomies', 'classifications', 'taxonomy', []),
			...table('taxonomy_terms', 'terms', 'taxonomy_term', []),
		},
		components: {
			schemas: {
				Page: {
					type: 'object',
					required: ['empty'],
					properties: {
						total_items: integer,
						total_pages: integer,
						page_number: integer,
						size: integer,
						first_page: boolean,
						last_page: boolean,
						empty: boolean,
					},
				},
			},
		},
	};
}
