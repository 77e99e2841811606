/**
 * Values that every public page shows, the same for everybody (who runs the site, its telephone): read once, and
 * forgotten by the same tags as the pages that show them. Whoever comes while one is being read waits for it.
 */
export interface ShownValues {
	/** The value under `key`, read by `read` unless it is there; a failed reading is not kept. */
	readonly find: <T>(key: string, tags: readonly string[], read: () => Promise<T>) => Promise<T>;
	readonly forget: (tags: readonly string[]) => void;
}

/** Makes an empty holder. Keys are the code's own, a handful: it needs no bound. */
export function makeShownValues(): ShownValues {
	const values = new Map<string, { value: Promise<unknown>; tags: readonly string[] }>();
	return {
		find<T>(key: string, tags: readonly string[], read: () => Promise<T>): Promise<T> {
			const held = values.get(key);
			// One key is one reader's: its type is what that reader gave.
			if (held) return held.value as Promise<T>;
			const value = read();
			values.set(key, { value, tags });
			value.catch(() => {
				if (values.get(key)?.value === value) values.delete(key);
			});
			return value;
		},
		forget(tags) {
			const gone = new Set(tags);
			for (const [key, held] of values)
				if (gone.has('everything') || held.tags.some((tag) => gone.has(tag))) values.delete(key);
		},
	};
}
