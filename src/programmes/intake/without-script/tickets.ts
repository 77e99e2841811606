import { randomBytes } from 'node:crypto';

/**
 * A sender whose turn has not come is given a page that asks again by itself, with a ticket: 128 random
 * bits, good for some minutes. The work goes on meanwhile; only its outcome is held, in this process.
 */
export interface Tickets {
	/** The outcome if it is there within `patience` milliseconds, else a ticket for it. */
	readonly waitFor: <T>(
		work: Promise<T>,
		patience: number,
	) => Promise<{ readonly done: T } | { readonly ticket: string }>;
	/** Asks again; undefined where the ticket is none (any longer). */
	readonly askAgain: (
		ticket: string,
		patience: number,
	) => Promise<{ readonly done: unknown } | { readonly ticket: string }> | undefined;
	/** Outcomes that nobody has fetched: the child does not end before. */
	readonly count: () => number;
}

const keptFor = 3 * 60 * 1000;

export function makeTickets(): Tickets {
	const waiting = new Map<string, Promise<unknown>>();
	const wait = async <T>(work: Promise<T>, patience: number, ticket?: string) => {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), patience)));
		const first = await Promise.race([work.then((done) => ({ done })), late]);
		clearTimeout(timer);
		if (first !== 'late') return first;
		return { ticket: ticket ?? issue(work) };
	};
	const issue = (work: Promise<unknown>): string => {
		const ticket = randomBytes(16).toString('hex');
		// An outcome that fails is told when it is asked for.
		work.catch(() => undefined);
		waiting.set(ticket, work);
		const forget = (): void => void setTimeout(() => waiting.delete(ticket), keptFor).unref();
		work.then(forget, forget);
		return ticket;
	};
	return {
		waitFor: (work, patience) => wait(work, patience),
		askAgain(ticket, patience) {
			const work = waiting.get(ticket);
			return work && wait(work, patience, ticket);
		},
		count: () => waiting.size,
	};
}
