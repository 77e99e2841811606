import { ok, refuse, type Result } from '#platform/result.ts';

/** One line of the office's table, as it is edited. `*` stands for any need, any region. */
export interface RoutingLine {
	readonly id: string;
	readonly need: string;
	readonly region: string;
	/** Organisation whose desk reads; then those that are offered where it takes nothing. */
	readonly to: string;
	readonly alternates: readonly string[];
}

/** The table as somebody was editing it, and what they began from. */
export interface Edited {
	readonly base: readonly RoutingLine[];
	readonly lines: readonly RoutingLine[];
	readonly fallback: string;
}

const keyOf = ({ need, region }: Pick<RoutingLine, 'need' | 'region'>) => `${need} ${region}`;

/**
 * Refused before it is signed: a line without a desk, two lines for the same need and region, a line for
 * everything (that is what the fallback is for), no fallback. `field` names the line.
 */
export function checkRouting(lines: readonly RoutingLine[], fallback: string): Result<void> {
	if (fallback === '') return refuse('routing.no-fallback', { field: 'fallback' });
	const seen = new Set<string>();
	for (const line of lines) {
		if (line.to === '') return refuse('routing.no-desk', { field: line.id });
		if (line.need === '*' && line.region === '*') return refuse('routing.for-everything', { field: line.id });
		if (seen.has(keyOf(line))) return refuse('routing.twice', { field: line.id });
		seen.add(keyOf(line));
	}
	return ok(undefined);
}

/** The narrowest first, as they are tried: both named, then the region, then the need. */
export function inOrder(lines: readonly RoutingLine[]): RoutingLine[] {
	const rank = (line: RoutingLine) => (line.region === '*' ? 0 : 2) + (line.need === '*' ? 0 : 1);
	return lines.toSorted(
		(a, b) => rank(b) - rank(a) || a.region.localeCompare(b.region) || a.need.localeCompare(b.need),
	);
}

/**
 * One's own table, after a colleague signed another from the same beginning: what they added or changed is
 * there, what they took out is gone, and where both touched the same line, one's own stands.
 */
export function mergeRouting(
	base: readonly RoutingLine[],
	theirs: readonly RoutingLine[],
	mine: readonly RoutingLine[],
): RoutingLine[] {
	const say = ({ to, alternates }: RoutingLine) => [to, ...alternates].join(' ');
	const by = (lines: readonly RoutingLine[]) => new Map(lines.map((line) => [keyOf(line), line]));
	const [before, after, own] = [by(base), by(theirs), by(mine)];
	const untouched = (line: RoutingLine) => {
		const was = before.get(keyOf(line));
		return was !== undefined && say(was) === say(line);
	};
	const kept = mine.flatMap((line) => {
		if (!untouched(line)) return [line];
		const now = after.get(keyOf(line));
		return now ? [{ ...line, to: now.to, alternates: now.alternates }] : [];
	});
	const added = theirs.filter((line) => {
		const was = before.get(keyOf(line));
		// Taken out here and left as it was there: it stays out.
		return !own.has(keyOf(line)) && (was === undefined || say(was) !== say(line));
	});
	return inOrder([...kept, ...added.map((line) => ({ ...line, id: `theirs-${line.id}` }))]);
}
