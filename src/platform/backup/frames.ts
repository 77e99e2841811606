/**
 * The inside of a backup before it is compressed and sealed: parts one after another, each a header (one
 * line of JSON) and its bytes in frames of four length bytes and content; an empty frame ends a part,
 * the part `end` ends the backup. A backup that was cut short is told by its missing end.
 */
export interface PartHeader {
	readonly kind: 'head' | 'table' | 'file' | 'end';
	readonly name: string;
	/** For tables: the columns in the order of the copied text. */
	readonly columns?: readonly string[];
	readonly format?: number;
}

const headerLimit = 64 * 1024;

/** Frames one part. */
export async function* framePart(
	header: PartHeader,
	content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	yield frame(Buffer.from(JSON.stringify(header)));
	for await (const chunk of content) if (chunk.length > 0) yield frame(chunk);
	yield frame(new Uint8Array());
}

function frame(bytes: Uint8Array): Uint8Array {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(bytes.length);
	return Buffer.concat([length, bytes]);
}

/** Reads the parts back; each part's `content` must be read to its end before the next is asked for. */
export async function* readParts(
	source: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ header: PartHeader; content: AsyncIterable<Buffer> }> {
	const next = frameReader(source);
	for (;;) {
		const first = await next();
		if (first === undefined) throw new Error('The backup ends before its end mark: it was cut short.');
		if (first.length === 0 || first.length > headerLimit) throw new Error('This is not a backup of Accord.');
		const header = JSON.parse(first.toString('utf8')) as PartHeader;
		async function* content(): AsyncGenerator<Buffer> {
			for (;;) {
				const bytes = await next();
				if (bytes === undefined) throw new Error('The backup ends before its end mark: it was cut short.');
				if (bytes.length === 0) return;
				yield bytes;
			}
		}
		const body = content();
		yield { header, content: body };
		// A part that the reader did not want is passed over.
		while (!(await body.next()).done) continue;
		if (header.kind === 'end') return;
	}
}

/** Cuts a stream of any chunks into frames; undefined at a clean end. */
function frameReader(source: AsyncIterable<Uint8Array>): () => Promise<Buffer | undefined> {
	const iterator = source[Symbol.asyncIterator]();
	let held = Buffer.alloc(0);
	const take = async (count: number): Promise<Buffer | undefined> => {
		const parts: Buffer[] = [held];
		let have = held.length;
		while (have < count) {
			const { value, done } = await iterator.next();
			if (done) break;
			parts.push(Buffer.from(value));
			have += value.length;
		}
		const all = parts.length === 1 ? held : Buffer.concat(parts);
		if (all.length < count) {
			held = all;
			return undefined;
		}
		held = all.subarray(count);
		return all.subarray(0, count);
	};
	return async () => {
		const length = await take(4);
		return length && take(length.readUInt32BE());
	};
}
