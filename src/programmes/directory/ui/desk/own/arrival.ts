import { ok, type Result } from '#platform/result.ts';
import type { FolderDesk, OutboxView } from '#vault/client/folders/model.ts';

/** On the server; or on this device, until the line is back. */
export type Arrived = 'arrived' | 'waits';

/**
 * Resolves when what was sealed has arrived, was refused, or waits for a line that is down. What was refused is
 * dropped: it stands on the page still, and what comes after must not wait for it.
 */
export function arrival(
	folders: Pick<FolderDesk, 'outbox' | 'dismiss'>,
	item: string,
): Promise<Result<Arrived>> {
	return new Promise((resolve) => {
		const look = ({ items, line }: OutboxView) => {
			const found = items.find(({ id }) => id === item);
			if (found && !found.refusal && line === 'up') return;
			// Its first word may come before there is anything to stop.
			queueMicrotask(() => live.stop());
			if (found?.refusal) {
				const { refusal } = found;
				void folders.dismiss(item).then(() => resolve({ ok: false, refusal }));
			} else resolve(ok(found ? 'waits' : 'arrived'));
		};
		const live = folders.outbox(look);
	});
}
