/** One measured figure; `target` is what the issue asks for, `peer` the ratio to a peer in the same run. */
export interface Figure {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
	readonly target?: string;
	readonly peer?: { readonly name: string; readonly value: number; readonly ratio: number };
	/** Spread over the runs, or what else one should know. */
	readonly note?: string;
}

/** Measures one subject; `say` tells whoever waits what is going on. */
export interface Bench {
	readonly name: string;
	readonly says: string;
	readonly run: (say: (line: string) => void) => Promise<Figure[]>;
}

/** The middle value of a list. */
export function median(values: readonly number[]): number {
	return percentile(values, 0.5);
}

/** The value below which the given share of the list lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** A figure as people read it: three digits that matter. */
export function shown(value: number): string {
	if (!Number.isFinite(value)) return String(value);
	return value >= 1000 ? Math.round(value).toLocaleString('en-GB') : String(Number(value.toPrecision(3)));
}
