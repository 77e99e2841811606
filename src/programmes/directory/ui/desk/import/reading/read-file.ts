import { refuse, type Result } from '#platform/result.ts';
import { most } from '../../../../model/import.ts';
import { readCsv } from './csv.ts';
import { readHsds } from './hsds.ts';
import type { ReadTable } from './table.ts';
import { readXlsx } from './xlsx.ts';

/** Reads a list by what it is, not by what its name says. */
export function readFile(bytes: Uint8Array): Result<ReadTable> {
	if (bytes.length > most.bytes)
		return refuse('import.too-great', { params: { megabytes: most.bytes / 1024 / 1024 } });
	const begins = (...start: number[]) => start.every((byte, at) => bytes[at] === byte);
	if (begins(0x50, 0x4b, 0x03, 0x04)) return readXlsx(bytes);
	// A workbook of before 2007, or one that is locked.
	if (begins(0xd0, 0xcf, 0x11, 0xe0)) return refuse('import.old-workbook');
	const first = /\S/.exec(new TextDecoder().decode(bytes.subarray(0, 64)).replace(/^\uFEFF/, ''))?.[0];
	return first === '{' || first === '[' ? readHsds(bytes) : readCsv(bytes);
}
