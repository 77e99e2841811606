import { unzipSync } from 'fflate';
import { ok, refuse, type Result } from '#platform/result.ts';

/** A workbook of 50,000 rows unfolds into some 50 MB; one that says more is not unfolded. */
const most = { file: 100 * 1024 * 1024, all: 200 * 1024 * 1024 } as const;

/** The files of an archive that are wanted, as text. What it says of their sizes is all that is ever taken up. */
export function unzipTexts(
	bytes: Uint8Array,
	wanted: (name: string) => boolean,
): Result<ReadonlyMap<string, string>> {
	let all = 0;
	let tooGreat = false;
	const fits = ({ name, originalSize }: { name: string; originalSize: number }) => {
		if (!wanted(name)) return false;
		all += originalSize;
		tooGreat ||= originalSize > most.file || all > most.all;
		return true;
	};
	try {
		unzipSync(bytes, { filter: (file) => fits(file) && false });
		if (tooGreat) return refuse('import.too-great-inside');
		const files = unzipSync(bytes, { filter: ({ name }) => wanted(name) });
		const decoder = new TextDecoder();
		return ok(new Map(Object.entries(files).map(([name, file]) => [name, decoder.decode(file)])));
	} catch {
		return refuse('import.unread');
	}
}
