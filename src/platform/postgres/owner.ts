/** One process at a time owns a data folder. The others may join it, or are told who it is. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { unavailable } from './explain.ts';
import type { Folder } from './folder.ts';
import { beginningOf, until } from './processes.ts';

export type Owner = {
	pid: number;
	/** Tells this process from a later one of the same number. */
	began: string;
	/** Where the server listens, once it does. */
	socketDir?: string;
};

function read(file: string): { text: string; owner: Owner } | undefined {
	try {
		const text = readFileSync(file, 'utf8');
		return { text, owner: JSON.parse(text) as Owner };
	} catch {
		return undefined;
	}
}

function lives({ pid, began }: Owner): boolean {
	return beginningOf(pid) === began;
}

/** Takes the folder for this process. Answers with the living owner when there is one. */
export function claim({ ownerFile }: Folder): Owner | undefined {
	const mine = `${ownerFile}.${process.pid}`;
	const us: Owner = { pid: process.pid, began: beginningOf(process.pid) ?? '' };
	writeFileSync(mine, JSON.stringify(us), { mode: 0o600 });
	try {
		for (;;) {
			try {
				// A link is made whole or not at all, and never over another.
				linkSync(mine, ownerFile);
				return undefined;
			} catch {
				const found = read(ownerFile);
				if (found && lives(found.owner)) return found.owner;
				setAside(ownerFile, found?.text);
			}
		}
	} finally {
		rmSync(mine, { force: true });
	}
}

/** Removes a dead owner's file, unless in this very moment somebody living has put theirs there. */
function setAside(ownerFile: string, deadText: string | undefined): void {
	const aside = `${ownerFile}.dead.${process.pid}`;
	try {
		renameSync(ownerFile, aside);
		const taken = read(aside);
		if (taken && taken.text !== deadText && lives(taken.owner)) linkSync(aside, ownerFile);
	} catch {
		// Somebody else was faster; the next round of the claim sees what they did.
	} finally {
		rmSync(aside, { force: true });
	}
}

/** What a former, dead owner wrote, to clean up after it. */
export function formerOwner({ ownerFile }: Folder): Owner | undefined {
	return read(ownerFile)?.owner;
}

/** Tells those who join where the server listens. */
export function announce({ ownerFile }: Folder, socketDir: string): void {
	const us: Owner = { pid: process.pid, began: beginningOf(process.pid) ?? '', socketDir };
	writeFileSync(`${ownerFile}.new`, JSON.stringify(us), { mode: 0o600 });
	renameSync(`${ownerFile}.new`, ownerFile);
}

/** Gives the folder back. */
export function disown({ ownerFile }: Folder): void {
	rmSync(ownerFile, { force: true });
}

/** Waits until the living owner's server listens, and says where. */
export async function joinOwner(folder: Folder, owner: Owner): Promise<string> {
	let socketDir: string | undefined;
	await until(() => {
		const now = read(folder.ownerFile)?.owner;
		socketDir = now?.socketDir;
		return socketDir !== undefined || !lives(owner);
	}, 30_000);
	if (socketDir === undefined) {
		throw unavailable(
			'in-use',
			`Accord (process ${owner.pid}) holds ${folder.root}, but its database does not answer.`,
		);
	}
	return socketDir;
}
