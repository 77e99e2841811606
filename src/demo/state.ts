import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const marker = 'demonstration.json';
type State = 'none' | 'filling' | 'filled';

/** Whether the data folder holds the demonstration: nothing yet, a half of it, or all. */
export async function demonstrationState(dataDir: string): Promise<State> {
	try {
		const said = JSON.parse(await readFile(join(dataDir, marker), 'utf8')) as { state: State };
		return said.state;
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return 'none';
		throw cause;
	}
}

/** Says how far the filling has come. */
export async function mark(dataDir: string, state: State): Promise<void> {
	await writeFile(join(dataDir, marker), JSON.stringify({ state }), { mode: 0o600, flush: true });
}
