/**
 * Ends this process when the one that started it is gone, however it went: our standard input is a pipe that
 * only the parent holds, and the system closes it. For children that are started with `stdio: ['pipe', …]`.
 */
export function endWithParent(): void {
	process.stdin.once('end', () => process.exit(1)).resume();
}
