import type { IncomingMessage } from 'node:http';
import type { ArrivingChunks } from '#platform/files/arriving-chunks.ts';
import type { Refusal } from '#platform/result.ts';
import type { FileReference } from '#vault/format/file.ts';
import { startFileStream } from '#vault/seal/file-stream.ts';
import {
	formParser,
	readForm,
	repairUtf8,
	type PartHead,
	type PartSink,
} from '#vault/without-script/index.ts';
import { limits } from '../model.ts';
import { hearToTheEnd } from './hear-to-the-end.ts';

/** A post, read: fields as bytes, files sealed and on the disk already. */
export interface Post {
	readonly fields: ReadonlyMap<string, Buffer[]>;
	readonly files: readonly FileReference[];
	/** What of the post itself could not be taken. */
	readonly refusals: readonly Refusal[];
	/** Zeroes the fields. */
	readonly forget: () => void;
	/** Takes the files away again, when nothing will name them. */
	readonly dropFiles: () => Promise<void>;
}

/** More than a field can hold and still come back in a refused form. */
const mostOfField = 256 * 1024;
const mostOfBody = limits.postBytes + 1024 * 1024;

/** Reads the body of a post as it comes. A file is sealed in chunks; its plaintext is never all in memory. */
export async function readPost(request: IncomingMessage, chunks: ArrivingChunks): Promise<Post> {
	const fields = new Map<string, Buffer[]>();
	const files: FileReference[] = [];
	const begun: string[] = [];
	const refusals = new Map<string, Refusal>();
	const refuseOnce = (refusal: Refusal): void => void refusals.set(refusal.id, refusal);
	let left: number = limits.postBytes;

	const takeField = (name: string): PartSink => {
		const parts: Buffer[] = [];
		let length = 0;
		return {
			take(bytes) {
				if (length + bytes.length > mostOfField)
					return refuseOnce({ id: 'request.text-too-long', field: name, params: { most: limits.text / 2 } });
				length += bytes.length;
				const copy = Buffer.allocUnsafeSlow(bytes.length);
				bytes.copy(copy);
				parts.push(copy);
			},
			close() {
				const value = Buffer.allocUnsafeSlow(length);
				let at = 0;
				for (const part of parts) {
					at += part.copy(value, at);
					part.fill(0);
				}
				fields.set(name, [...(fields.get(name) ?? []), repairUtf8(value)]);
			},
		};
	};
	const takeFile = (head: Required<PartHead>): PartSink => {
		const sealer = startFileStream(limits.postBytes);
		let length = 0;
		let index = 0;
		let given = false;
		const keep = async (sealed: readonly Uint8Array[]): Promise<void> => {
			if (sealed.length === 0) return;
			if (!given) begun.push(sealer.file);
			given = true;
			for (const chunk of sealed) await chunks.keep(sealer.file, index++, chunk);
		};
		return {
			async take(bytes) {
				length += bytes.length;
				left -= bytes.length;
				if (left < 0)
					return refuseOnce({
						id: 'file.post-too-large',
						field: 'files',
						params: { mebibytes: limits.postBytes / 1024 / 1024 },
					});
				const sealed = sealer.push(bytes);
				if (sealed.ok) await keep(sealed.value);
			},
			async close() {
				// A field of files left empty comes as one file without name or bytes.
				if (length === 0 && head.file.name === '') return sealer.forget();
				if (begun.length >= limits.files && !given) {
					refuseOnce({ id: 'file.too-many', field: 'files', params: { most: limits.files } });
					return sealer.forget();
				}
				if (left < 0) return sealer.forget();
				const { chunks: last, reference } = sealer.finish({
					name: head.file.name,
					mediaType: head.file.mediaType,
				});
				await keep(last);
				files.push(reference);
			},
		};
	};
	const parser = formParser(request.headers['content-type'], (head) => {
		if (head.file) return head.name === 'files' ? takeFile({ name: head.name, file: head.file }) : undefined;
		return takeField(head.name);
	});
	if (parser) {
		const read = await readForm(request, parser, mostOfBody);
		if (!read.ok)
			refuseOnce({ ...read.refusal, field: read.refusal.id === 'form.too-large' ? 'files' : undefined });
	} else {
		await hearToTheEnd(request, mostOfBody);
		refuseOnce({ id: 'form.malformed' });
	}
	return {
		fields,
		files,
		refusals: [...refusals.values()],
		forget() {
			for (const values of fields.values()) for (const value of values) value.fill(0);
		},
		async dropFiles() {
			for (const file of begun) await chunks.remove(file);
		},
	};
}
