/** The rooms of ARCHITECTURE.md: who may know whom. Type-only imports are compile-time and pass. */
const room = (name) => `^src/${name}/`;
const never = (name, comment, from, to) => ({
	name,
	comment,
	severity: 'error',
	from,
	to: { dependencyTypesNot: ['type-only'], ...to },
});

module.exports = {
	forbidden: [
		never('no-cycles', 'Modules that need each other are one module.', {}, { circular: true }),
		never(
			'routes-are-thin',
			'Routes know programme doors, vault and platform doors, ui and app.',
			{ path: room('routes') },
			{
				path: '^src/programmes/[^/]+/',
				pathNot: '^src/programmes/[^/]+/(index\\.ts|ui/index\\.ts|ui/[^/]+\\.svelte)$',
			},
		),
		never(
			'programme-doors',
			'A programme knows another only by its doors.',
			{ path: '^src/programmes/([^/]+)/' },
			{
				path: '^src/programmes/',
				pathNot: ['^src/programmes/$1/', '^src/programmes/[^/]+/(index\\.ts|ui/index\\.ts)$'],
			},
		),
		never(
			'programmes-know-no-app',
			'The composition root is above the programmes.',
			{ path: room('programmes') },
			{ path: '^src/(app|routes|demo)/' },
		),
		never(
			'commons-below',
			'commons and vault stand on platform only.',
			{ path: '^src/(commons|vault)/' },
			{ path: '^src/(app|routes|programmes|demo|country/ru)/' },
		),
		never(
			'platform-below',
			'platform knows no one above it.',
			{ path: room('platform') },
			{ path: '^src/(app|routes|programmes|commons|vault|ui|country|demo)/' },
		),
		never(
			'ui-below',
			'ui knows no one above it.',
			{ path: room('ui') },
			{
				path: '^src/(app|routes|programmes|commons|vault|platform|country|demo)/',
				pathNot: '^src/platform/(locale|result)\\.ts$',
			},
		),
		never(
			'pure-rooms',
			'model and rules know zod and each other only.',
			{ path: '^src/.*/(model|rules)(\\.ts|/)', pathNot: '\\.test\\.ts$' },
			{
				path: '^(src|node_modules)/',
				pathNot:
					'(/(model|rules|format)(\\.ts|/)|^node_modules/zod/|^src/platform/(result|locale)\\.ts$|^src/country/model\\.ts$)',
			},
		),
		never(
			'browser-without-database',
			'Browser code never reaches store, actions or the database.',
			{
				path: '^src/(ui|programmes/[^/]+/(ui|sealed)|vault/client)(/|\\.ts)',
				pathNot: '\\.(test|spec)\\.ts$',
			},
			{
				path: '(^src/.*/(store|actions)(\\.ts|/)|^src/platform/(db|postgres|jobs|mail|action)(\\.ts|/)|^node_modules/(pg|kysely|nodemailer|graphile-worker)/)',
			},
		),
		never(
			'server-opens-nothing',
			'Only browsers, the dialogue without script, and the demonstration open sealed things.',
			{
				path: '^src/',
				pathNot:
					'(^src/vault/(open|client|without-script)/|^src/demo/|/sealed(\\.ts|/)|/ui/|^src/routes/|\\.test\\.ts$)',
			},
			{ path: '^src/(vault/(open|client)/|.*/sealed(\\.ts|/))' },
		),
		never(
			'routes-open-nothing-on-the-server',
			'Server routes never open.',
			{ path: '^src/routes/.*\\.server\\.ts$|^src/routes/.*/\\+server\\.ts$' },
			{ path: '^src/vault/(open|client)/' },
		),
		never(
			'browser-without-gazetteer',
			'The gazetteer and the shapes of the regions are read on the server alone: they are large.',
			{
				path: '^src/(ui|programmes/[^/]+/(ui|sealed)|vault/client)(/|\\.ts)',
				pathNot: '\\.(test|spec)\\.ts$',
			},
			{ path: '^src/(country/ru/(towns|gazetteer|shapes)|commons/places)(\\.ts|/)' },
		),
		never(
			'dev-parts-stay-out',
			'What runs in production is a dependency.',
			{ path: '^src/(app|platform|commons|vault|programmes|country)/', pathNot: '\\.test\\.ts$' },
			{
				dependencyTypes: ['npm-dev'],
				pathNot: [
					'node_modules/@types/',
					'node_modules/svelte/',
					'node_modules/bits-ui/',
					'node_modules/@lucide/',
					'node_modules/@sveltejs/',
				],
				dependencyTypesNot: ['type-only'],
			},
		),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(build|\\.svelte-kit|src/words)' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'node', 'default'],
			extensions: ['.ts', '.js', '.svelte'],
		},
		extraExtensionsToScan: ['.svelte'],
	},
};
