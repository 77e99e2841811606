import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** A page that the route files hold, as an address without its language. */
export interface RoutePage {
	/** `/write/[org]`; groups and the language are left out, `''` is the home page. */
	readonly path: string;
	/** Open to everybody, a door of the desk (before one is in), or inside the desk. */
	readonly place: 'root' | 'public' | 'door' | 'inside';
	readonly hasParameters: boolean;
}

const routes = path.join(import.meta.dirname, '..', '..', 'src', 'routes');

/** Every page of the route files: a page that is added is found here without being listed anywhere. */
export async function listPages(): Promise<RoutePage[]> {
	const files = await readdir(routes, { recursive: true });
	const folders = new Set(
		files
			.filter((file) => /^\+page(\.server)?\.(svelte|ts)$/.test(path.basename(file)))
			.map((file) => path.dirname(file)),
	);
	return [...folders].map(pageOf).toSorted((a, b) => a.path.localeCompare(b.path));
}

function pageOf(folder: string): RoutePage {
	const steps = folder.split(path.sep).filter((step) => step !== '.');
	const kept = steps.filter((step) => !/^\(.*\)$/.test(step) && step !== '[lang=lang]');
	const address = kept.map((step) => `/${step}`).join('');
	const place = !steps.includes('[lang=lang]')
		? 'root'
		: steps.includes('(public)')
			? 'public'
			: steps.includes('(in)')
				? 'inside'
				: 'door';
	return { path: address, place, hasParameters: /\[/.test(address) };
}
