import { refuse, type Refusal, type Result } from '#platform/result.ts';

/**
 * Calls and subscriptions over one MessagePort. Plain values only (structured clone); a thrown error never
 * crosses: callers get `keeper.failed`, for its text might quote what is sealed.
 */
type Asked =
	| { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
	| { readonly kind: 'watch'; readonly id: number; readonly topic: string; readonly query: unknown }
	| { readonly kind: 'change'; readonly id: number; readonly query: unknown }
	| { readonly kind: 'cancel' | 'unwatch'; readonly id: number }
	| { readonly kind: 'bye' };
type Told =
	| { readonly kind: 'answer'; readonly id: number; readonly answer: Result<unknown> }
	| { readonly kind: 'news'; readonly id: number; readonly value: unknown };

/** The part of a MessagePort that is used here. */
export interface Port {
	postMessage(message: unknown): void;
	addEventListener(kind: 'message', hear: (event: MessageEvent) => void): void;
	removeEventListener(kind: 'message', hear: (event: MessageEvent) => void): void;
	start?(): void;
}

/** What a long call may do while it runs. */
export interface Doing {
	readonly signal: AbortSignal;
	readonly progress: (value: unknown) => void;
}

/** The other side of a port: what it can do and what can be followed. */
export interface Served {
	readonly call: (name: string, input: unknown, doing: Doing) => Promise<Result<unknown>>;
	/** Tells the present value at once and later ones as they come; `undefined` for a topic that is none. */
	readonly watch: (
		topic: string,
		query: unknown,
		tell: (value: unknown) => void,
	) => { readonly change?: (query: unknown) => void; readonly stop: () => void } | undefined;
}

/** Answers what comes in at a port until the other side says goodbye; `gone` runs then. */
export function serve(port: Port, served: Served, gone?: () => void): void {
	const watching = new Map<number, NonNullable<ReturnType<Served['watch']>>>();
	const running = new Map<number, AbortController>();
	const tell = (told: Told) => port.postMessage(told);
	const answer = async ({ id, name, input }: Extract<Asked, { kind: 'call' }>): Promise<void> => {
		const abort = new AbortController();
		running.set(id, abort);
		const progress = (value: unknown) => tell({ kind: 'news', id, value });
		try {
			tell({
				kind: 'answer',
				id,
				answer: await served.call(name, input, { signal: abort.signal, progress }),
			});
		} catch {
			// Thrown, or an answer that cannot be cloned: our mistake, but the caller must not wait for ever.
			tell({ kind: 'answer', id, answer: refuse('keeper.failed') });
		} finally {
			running.delete(id);
		}
	};
	const hear = ({ data }: MessageEvent) => {
		const asked = data as Asked;
		switch (asked.kind) {
			case 'call':
				void answer(asked);
				return;
			case 'cancel':
				running.get(asked.id)?.abort();
				return;
			case 'watch': {
				const source = served.watch(asked.topic, asked.query, (value) =>
					tell({ kind: 'news', id: asked.id, value }),
				);
				if (source) watching.set(asked.id, source);
				return;
			}
			case 'change':
				watching.get(asked.id)?.change?.(asked.query);
				return;
			case 'unwatch':
				watching.get(asked.id)?.stop();
				watching.delete(asked.id);
				return;
			case 'bye':
				for (const source of watching.values()) source.stop();
				for (const abort of running.values()) abort.abort();
				watching.clear();
				port.removeEventListener('message', hear);
				gone?.();
		}
	};
	port.addEventListener('message', hear);
	port.start?.();
}

/** How a caller follows a long call, and stops it. */
export interface Following {
	readonly progress?: (value: never) => void;
	readonly signal?: AbortSignal;
}
type Contract<O> = { [K in keyof O]: (asked: never) => Promise<Result<unknown>> };
type Topics<T> = { [K in keyof T]: { query: unknown; news: unknown } };

/** The caller's end: operations as functions, and topics to watch. */
export type Called<O extends Contract<O>, T extends Topics<T>> = {
	readonly [K in keyof O]: (
		...given: [...asked: Parameters<O[K]>, following?: Following]
	) => ReturnType<O[K]>;
} & {
	/** Hears the present value at once and every later one. */
	readonly watch: <K extends keyof T & string>(
		topic: K,
		query: T[K]['query'],
		hear: (news: T[K]['news']) => void,
	) => { readonly change: (query: T[K]['query']) => void; readonly stop: () => void };
	/** The other side was begun anew: calls under way are refused, what is watched is asked for again. */
	readonly renew: () => void;
	/** Ends every call under way with the refusal given, and stops listening. */
	readonly close: (refusal?: Refusal) => void;
};

/** Calls what `serve` answers at the other end of the port. */
export function connect<O extends Contract<O>, T extends Topics<T>>(port: Port): Called<O, T> {
	let last = 0;
	const calls = new Map<number, (answer: Result<unknown>) => void>();
	const news = new Map<number, (value: never) => void>();
	const watches = new Map<number, Extract<Asked, { kind: 'watch' }>>();
	let closed: Refusal | undefined;
	const ask = (asked: Asked) => port.postMessage(asked);
	const hear = ({ data }: MessageEvent) => {
		const told = data as Told;
		if (told.kind === 'news') return news.get(told.id)?.(told.value as never);
		calls.get(told.id)?.(told.answer);
		calls.delete(told.id);
		news.delete(told.id);
	};
	port.addEventListener('message', hear);
	port.start?.();
	const call =
		(name: string) =>
		(input: unknown, { progress, signal }: Following = {}) =>
			new Promise<Result<unknown>>((answer) => {
				if (closed) return answer({ ok: false, refusal: closed });
				const id = ++last;
				calls.set(id, answer);
				if (progress) news.set(id, progress);
				ask({ kind: 'call', id, name, input });
				signal?.addEventListener('abort', () => ask({ kind: 'cancel', id }), { once: true });
			});
	const fixed = {
		watch(topic: string, query: unknown, tell: (value: never) => void) {
			const id = ++last;
			const begin = (query: unknown) => ({ kind: 'watch', id, topic, query }) as const;
			news.set(id, tell);
			watches.set(id, begin(query));
			ask(begin(query));
			return {
				change(query: unknown) {
					watches.set(id, begin(query));
					ask({ kind: 'change', id, query });
				},
				stop() {
					watches.delete(id);
					if (news.delete(id)) ask({ kind: 'unwatch', id });
				},
			};
		},
		renew() {
			for (const [id, answer] of calls) {
				answer(refuse('keeper.begun-anew'));
				news.delete(id);
			}
			calls.clear();
			for (const watch of watches.values()) ask(watch);
		},
		close(refusal: Refusal = { id: 'keeper.closed' }) {
			closed = refusal;
			ask({ kind: 'bye' });
			port.removeEventListener('message', hear);
			for (const answer of calls.values()) answer({ ok: false, refusal });
			calls.clear();
			news.clear();
			watches.clear();
		},
	};
	return new Proxy(fixed, {
		get(target, name) {
			if (name in target) return Reflect.get(target, name);
			// A keeper handed through `await` must not look like a promise.
			return typeof name === 'string' && name !== 'then' ? call(name) : undefined;
		},
	}) as unknown as Called<O, T>;
}
