import { randomUUID } from 'node:crypto';
import type { Attempt } from './attempt.ts';

const theOffice = { office: true, may: { office: 'the office takes lists over' } } as const;

/** How taking lists over is tried. */
export const importAttempts: Readonly<Record<string, Attempt>> = {
	'directory.addImportRows': {
		input: () => ({ import: randomUUID(), part: 0, rows: [['Клин']] }),
		...theOffice,
	},
	'directory.beginImport': {
		input: () => ({
			import: randomUUID(),
			parts: 1,
			told: {
				source: 'A list',
				fileName: 'list.csv',
				digest: '0'.repeat(64),
				delimiter: ',',
				rows: 1,
				headings: ['name', 'town'],
				mapping: ['name', 'town'],
				choices: {},
			},
		}),
		...theOffice,
	},
	'directory.bringInPart': { input: () => ({ import: randomUUID(), part: 0 }), ...theOffice },
	'directory.changeImport': { input: () => ({ import: randomUUID() }), ...theOffice },
	'directory.checkImportPart': { input: () => ({ import: randomUUID(), part: 0 }), ...theOffice },
	'directory.decideImportRows': {
		input: () => ({ import: randomUUID(), part: 0, rows: [0], decided: 'bring' }),
		...theOffice,
	},
	'directory.forgetImport': { input: () => ({ import: randomUUID() }), ...theOffice },
	'directory.readImportPart': { input: () => ({ import: randomUUID(), part: 0 }), ...theOffice },
	'directory.viewImports': { input: () => ({}), ...theOffice },
};
