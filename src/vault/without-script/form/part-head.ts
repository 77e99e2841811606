import { bounds, type PartHead } from './part.ts';

/** Reads the lines at the head of a part; undefined where they name no field. */
export function readPartHead(head: Buffer): PartHead | undefined {
	// The names of files are people's words, in UTF-8; what is not becomes the replacement sign.
	const lines = head.toString('utf8').split('\r\n');
	let disposition: string | undefined;
	let mediaType = '';
	for (const line of lines) {
		const colon = line.indexOf(':');
		if (colon < 0) return undefined;
		const field = line.slice(0, colon).trim().toLowerCase();
		if (field === 'content-disposition') disposition = line.slice(colon + 1).trim();
		if (field === 'content-type') mediaType = line.slice(colon + 1).trim();
	}
	if (disposition === undefined || !/^form-data\s*;/i.test(disposition)) return undefined;
	const name = parameter(disposition, 'name');
	if (name === undefined || Buffer.byteLength(name) > bounds.nameBytes) return undefined;
	const file = parameter(disposition, 'filename');
	if (file === undefined) return { name };
	return { name, file: { name: lastStep(file), mediaType: plainType(mediaType) } };
}

/** Browsers write quotes and line ends within names as `%22`, `%0D`, `%0A` (the HTML standard). */
function parameter(disposition: string, name: string): string | undefined {
	const quoted = new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(disposition)?.[1];
	const bare = new RegExp(`;\\s*${name}=([^\\s";]+)`, 'i').exec(disposition)?.[1];
	return (quoted ?? bare)?.replaceAll('%22', '"').replaceAll(/%0[DA]/gi, ' ');
}

/** Some browsers send the whole path: it tells a name of a user and is not wanted. */
function lastStep(path: string): string {
	const name = path.split(/[/\\]/).at(-1) ?? '';
	return [...name].slice(0, 200).join('');
}

function plainType(type: string): string {
	return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? type.toLowerCase() : 'application/octet-stream';
}
