import { ok, refuse, type Result } from '#platform/result.ts';
import { bounds, type FormParser, type OpenPart, type PartSink } from './part.ts';

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PERCENT = 0x25;
const PLUS = 0x2b;
const SPACE = 0x20;

/**
 * `application/x-www-form-urlencoded`, byte by byte: the usual libraries make strings of what people
 * type, and a string cannot be zeroed.
 */
export function parseUrlencoded(open: OpenPart): FormParser {
	const name = Buffer.alloc(bounds.nameBytes);
	let nameLength = 0;
	let inName = true;
	let parts = 0;
	let sink: PartSink | undefined;
	/** What was seen of an unfinished `%xy`. */
	let escape: number[] = [];
	let refused: Result<void> | undefined;

	const put = (out: Buffer, at: number, byte: number): number => {
		if (inName) {
			if (nameLength < name.length) name[nameLength] = byte;
			nameLength++;
			return at;
		}
		out[at] = byte;
		return at + 1;
	};
	const begin = (): void => {
		const fits = nameLength <= name.length;
		sink = fits ? open({ name: name.toString('latin1', 0, nameLength) }) : undefined;
		inName = false;
	};
	const finish = async (): Promise<void> => {
		if (inName && nameLength > 0) begin();
		await sink?.close();
		sink = undefined;
		inName = true;
		nameLength = 0;
	};

	/** Decodes into `out` until a part ends; answers how far it came. */
	const decode = (
		chunk: Buffer,
		from: number,
		out: Buffer,
	): { at: number; length: number; ended: boolean } => {
		let length = 0;
		for (let at = from; at < chunk.length; at++) {
			const byte = chunk[at] ?? 0;
			if (escape.length > 0) {
				const unescaped = readEscape(byte);
				for (const value of unescaped) length = put(out, length, value);
				// A byte that ends an escape which was none is read as itself.
				if (isHex(byte)) continue;
			}
			if (byte === AMPERSAND) return { at: at + 1, length, ended: true };
			if (byte === PERCENT) escape = [PERCENT];
			else if (byte === EQUALS && inName) begin();
			else length = put(out, length, byte === PLUS ? SPACE : byte);
		}
		return { at: chunk.length, length, ended: false };
	};
	/** One more byte of an escape; answers what it stands for, or, where it is none, its bytes as they are. */
	const readEscape = (byte: number): readonly number[] => {
		const seen = escape;
		escape = [];
		if (!isHex(byte)) return seen;
		if (seen.length < 2) {
			escape = [...seen, byte];
			return [];
		}
		return [Number.parseInt(String.fromCharCode(seen[1] ?? 0, byte), 16)];
	};

	return {
		async push(chunk) {
			const out = Buffer.allocUnsafeSlow(chunk.length + 3);
			for (let at = 0; at < chunk.length && !refused;) {
				const read = decode(chunk, at, out);
				at = read.at;
				if (read.length > 0) await sink?.take(out.subarray(0, read.length));
				if (!read.ended) break;
				await finish();
				if (++parts >= bounds.parts) refused = refuse('form.too-many-parts');
			}
			out.fill(0);
			return refused ?? ok(undefined);
		},
		async end() {
			if (refused) return refused;
			// A body that ends within an escape keeps what was typed.
			const rest = Buffer.from(escape);
			escape = [];
			if (rest.length > 0 && !inName) await sink?.take(rest);
			await finish();
			return ok(undefined);
		},
		forget() {
			name.fill(0);
			escape = [];
		},
	};
}

function isHex(byte: number): boolean {
	return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}
