import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** A rendered public page: the same bytes for everybody. */
export interface CachedPage {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	readonly etag: string;
	/** The same bytes packed, for the slow lines: public pages hold no secret that packing could tell. */
	readonly packed: { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };
}

/**
 * Rendered public pages by address. A page names the tags of what it shows; when such data change, the
 * tag is forgotten (over the live bus, so in every process). Bounded: the oldest page goes first.
 */
export interface PageCache {
	readonly find: (key: string) => CachedPage | undefined;
	readonly keep: (
		key: string,
		page: { status: number; headers: Record<string, string>; body: Buffer },
		tags: readonly string[],
		asOf: number,
	) => CachedPage;
	readonly forget: (tags: readonly string[]) => void;
	/** Counts invalidations: a page rendered before the latest one must not be kept after it. */
	readonly generation: () => number;
}

/** Makes an empty cache of at most `bytes` of bodies. */
export function makePageCache(bytes = 48 * 1024 * 1024): PageCache {
	const pages = new Map<string, { page: CachedPage; tags: readonly string[] }>();
	let held = 0;
	let generation = 0;
	const drop = (key: string) => {
		const entry = pages.get(key);
		if (!entry) return;
		held -= entry.page.body.length + entry.page.packed.body.length;
		pages.delete(key);
	};
	return {
		find: (key) => pages.get(key)?.page,
		keep(key, { status, headers, body }, tags, asOf) {
			const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
			const packed = gzipSync(body, { level: 9 });
			const shared = { ...headers, etag, vary: 'accept-encoding' };
			const page: CachedPage = {
				status,
				headers: { ...shared, 'content-length': String(body.length) },
				body,
				etag,
				packed: {
					headers: { ...shared, 'content-encoding': 'gzip', 'content-length': String(packed.length) },
					body: packed,
				},
			};
			if (asOf !== generation || body.length > bytes / 8) return page;
			drop(key);
			pages.set(key, { page, tags });
			held += body.length + page.packed.body.length;
			for (const oldest of pages.keys()) {
				if (held <= bytes) break;
				drop(oldest);
			}
			return page;
		},
		forget(tags) {
			generation += 1;
			const gone = new Set(tags);
			for (const [key, entry] of pages)
				if (gone.has('everything') || entry.tags.some((tag) => gone.has(tag))) drop(key);
		},
		generation: () => generation,
	};
}
