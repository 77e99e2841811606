import { ok, refuse, type Result } from '#platform/result.ts';
import { readPartHead } from './part-head.ts';
import { bounds, type FormParser, type OpenPart, type PartSink } from './part.ts';

type State = 'part' | 'head' | 'boundary-end' | 'over';
const headEnd = Buffer.from('\r\n\r\n');

/**
 * `multipart/form-data` (RFC 7578), piece by piece: fields and files are handed on as they come, and
 * nothing is held but what might be the beginning of a boundary.
 */
export function parseMultipart(boundary: string, open: OpenPart): FormParser {
	const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
	/** Not yet told apart. The body is read as if a line had ended before it: the first boundary needs no case. */
	let held: Buffer = Buffer.from('\r\n');
	/** Before the first boundary is a part that nobody takes. */
	let state: State = 'part';
	let sink: PartSink | undefined;
	let parts = 0;
	let refused: Result<void> | undefined;

	const readPart = async (bytes: Buffer): Promise<number | 'more'> => {
		const found = bytes.indexOf(delimiter);
		const certain = found >= 0 ? found : bytes.length - partialEnd(bytes, delimiter);
		if (certain > 0) await sink?.take(bytes.subarray(0, certain));
		if (found < 0) return certain === 0 ? 'more' : certain;
		await sink?.close();
		sink = undefined;
		state = 'boundary-end';
		return found + delimiter.length;
	};
	const readBoundaryEnd = (bytes: Buffer): number | 'more' => {
		let at = 0;
		while (bytes[at] === 0x20 || bytes[at] === 0x09) at++;
		if (bytes.length < at + 2) {
			if (at > bounds.headBytes) refused = refuse('form.malformed');
			return 'more';
		}
		const two = bytes.toString('latin1', at, at + 2);
		if (two === '--') state = 'over';
		else if (two === '\r\n') state = 'head';
		else refused = refuse('form.malformed');
		return at + 2;
	};
	const readHead = (bytes: Buffer): number | 'more' => {
		const end = bytes.indexOf(headEnd);
		if (end < 0 || end > bounds.headBytes) {
			if (bytes.length > bounds.headBytes) refused = refuse('form.malformed');
			return 'more';
		}
		const head = readPartHead(bytes.subarray(0, end));
		if (!head) refused = refuse('form.malformed');
		else if (++parts > bounds.parts) refused = refuse('form.too-many-parts');
		else sink = open(head);
		state = 'part';
		return end + headEnd.length;
	};
	const step = async (bytes: Buffer): Promise<number | 'more'> => {
		if (state === 'over') return bytes.length;
		if (state === 'boundary-end') return readBoundaryEnd(bytes);
		if (state === 'head') return readHead(bytes);
		return readPart(bytes);
	};

	return {
		async push(chunk) {
			if (refused) return refused;
			const bytes = held.length > 0 ? joined(held, chunk) : chunk;
			held.fill(0);
			let at = 0;
			while (at < bytes.length) {
				const read = await step(bytes.subarray(at));
				if (read === 'more' || refused) break;
				at += read;
			}
			held = refused ? Buffer.alloc(0) : copied(bytes.subarray(at));
			if (bytes !== chunk) bytes.fill(0);
			return refused ?? ok(undefined);
		},
		async end() {
			if (refused) return refused;
			return state === 'over' ? ok(undefined) : refuse('form.truncated');
		},
		forget: () => void held.fill(0),
	};
}

/** How many bytes at the end may be the beginning of the delimiter. */
function partialEnd(bytes: Buffer, delimiter: Buffer): number {
	for (let length = Math.min(bytes.length, delimiter.length - 1); length > 0; length--) {
		if (bytes.subarray(bytes.length - length).equals(delimiter.subarray(0, length))) return length;
	}
	return 0;
}

/** Buffers of their own: `Buffer.concat` would take small ones from a pool that others share. */
function joined(a: Buffer, b: Buffer): Buffer {
	const both = Buffer.allocUnsafeSlow(a.length + b.length);
	a.copy(both);
	b.copy(both, a.length);
	return both;
}

function copied(bytes: Buffer): Buffer {
	return joined(bytes, Buffer.alloc(0));
}
