import type { NewEntry } from '#vault/client/folders/model.ts';
import type { Plain } from '#vault/format/cbor.ts';
import type { ActionCover } from '../cover.ts';
import { actionFolder, entries, type EntryBody, type EntryType } from '../model/action.ts';
import { standingOf, type OpenAction } from './open-action.ts';

/** An entry as pages write it. */
export function actionEntry<T extends EntryType>(type: T, body: EntryBody<T>): NewEntry {
	return { type, body: entries[type].parse(body) as Plain };
}

/** The summary that an organisation's own list shows, from everything that was read. */
export function coverOf(open: OpenAction, organisation: string, today: string): ActionCover | undefined {
	const { plan, tasks, dates, spoken } = open;
	if (!plan) return undefined;
	const left = tasks.filter(({ done }) => !done);
	const days = [...left.flatMap(({ due }) => due ?? []), ...dates.map(({ day }) => day)];
	const last = spoken.at(-1)?.text ?? plan.about;
	return {
		v: 1,
		kind: actionFolder,
		title: plan.title,
		excerpt: last.replaceAll(/\s+/g, ' ').slice(0, 200),
		action: plan.kind,
		standing: standingOf(open, organisation) ?? 'asked',
		next: days.filter((day) => day >= today).sort()[0] ?? null,
		left: left.length,
		ended: spoken.some(({ kind }) => kind === 'result'),
	};
}
