/**
 * The last sieve before the log: on a panic (a full disk, say) the server writes the statement it was
 * at, whatever it is told, and a statement may hold a value. Such lines, and those that carry them on,
 * go nowhere.
 */
export function discreet(): (line: string) => boolean {
	let dropping = false;
	return (line) => {
		// What a message goes on with is set in by a tab.
		if (!line.startsWith('\t')) dropping = /^(?:STATEMENT|DETAIL|HINT|QUERY|CONTEXT):/.test(line);
		return !dropping;
	};
}
