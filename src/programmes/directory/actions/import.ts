/** How the office takes other people's lists over into the directory (docs/decisions/106). */
export { bringInPart } from './import/bring-in.ts';
export {
	addImportRows,
	beginImport,
	changeImport,
	checkImportPart,
	decideImportRows,
	forgetImport,
} from './import/keep.ts';
export { readImportPart, viewImports } from './import/view.ts';
