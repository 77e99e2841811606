import { refuse, type Result } from '#platform/result.ts';
import { parseMultipart } from './multipart.ts';
import { bounds, type FormParser, type OpenPart } from './part.ts';
import { parseUrlencoded } from './urlencoded.ts';

/** The parser that a Content-Type asks for; undefined where it is not one of a form. */
export function formParser(contentType: string | undefined, open: OpenPart): FormParser | undefined {
	const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim());
	if (type.toLowerCase() === 'application/x-www-form-urlencoded') return parseUrlencoded(open);
	if (type.toLowerCase() !== 'multipart/form-data') return undefined;
	const given = parameters.find((parameter) => /^boundary=/i.test(parameter))?.slice('boundary='.length);
	const boundary = given?.replace(/^"(.*)"$/, '$1') ?? '';
	const usable =
		boundary.length > 0 && boundary.length <= bounds.boundaryBytes && /^[ -~]*[!-~]$/.test(boundary);
	return usable ? parseMultipart(boundary, open) : undefined;
}

/**
 * Reads a whole body through a parser, zeroing every chunk once it has been read. After a refusal, or
 * past `most` bytes, the rest is read and thrown away, for browsers only listen when they have spoken.
 */
export async function readForm(
	body: AsyncIterable<Buffer>,
	parser: FormParser,
	most: number,
): Promise<Result<void>> {
	let length = 0;
	let refused: Result<void> | undefined;
	try {
		for await (const chunk of body) {
			length += chunk.length;
			if (!refused && length > most)
				refused = refuse('form.too-large', { params: { mebibytes: Math.floor(most / 1024 / 1024) } });
			if (!refused) {
				const read = await parser.push(chunk);
				if (!read.ok) refused = read;
			}
			chunk.fill(0);
			// Whoever sends without end is not listened to without end.
			if (length > most * 2) break;
		}
		return refused ?? (await parser.end());
	} finally {
		parser.forget();
	}
}
