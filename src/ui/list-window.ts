// Which rows of a long list are drawn, and how far to scroll so that one of them is seen. Pure.

/** What is seen of the list, in whole rows and pixels. */
export interface View {
	/** Number of rows. */
	count: number;
	rowHeight: number;
	viewHeight: number;
	scrollTop: number;
}

/** Rows drawn beyond either edge, so that a quick flick does not show bare paper. */
const BEYOND = 8;

/** The first row drawn and the one after the last. */
export function drawnRows({ count, rowHeight, viewHeight, scrollTop }: View): { from: number; to: number } {
	if (count === 0 || rowHeight <= 0) return { from: 0, to: 0 };
	const first = Math.floor(scrollTop / rowHeight);
	const last = Math.ceil((scrollTop + viewHeight) / rowHeight);
	// In steps of four, so that most scroll events change nothing.
	const from = Math.max(0, Math.floor((first - BEYOND) / 4) * 4);
	return { from: Math.min(from, Math.max(0, count - 1)), to: Math.min(count, last + BEYOND) };
}

/** The scroll position that shows a row whole, or the present one where it is seen already. */
export function scrollToShow(index: number, { rowHeight, viewHeight, scrollTop }: View): number {
	const top = index * rowHeight;
	if (top < scrollTop) return top;
	if (top + rowHeight > scrollTop + viewHeight) return top + rowHeight - viewHeight;
	return scrollTop;
}

/** Where the reader lands who moves by a key from a row, or from nowhere (-1). */
export function indexAfter(
	key: string,
	from: number,
	{ count, rowHeight, viewHeight }: View,
): number | undefined {
	const page = Math.max(1, Math.floor(viewHeight / rowHeight) - 1);
	const moves: Record<string, number> = {
		j: from + 1,
		ArrowDown: from + 1,
		k: from - 1,
		ArrowUp: from - 1,
		PageDown: from + page,
		PageUp: from - page,
		Home: 0,
		End: count - 1,
	};
	const to = moves[key];
	return to === undefined || count === 0 ? undefined : Math.min(count - 1, Math.max(0, to));
}
