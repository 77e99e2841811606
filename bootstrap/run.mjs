// What every `npm run …` begins with: installs and builds what is missing, then runs the command
// with the Node that the project needs. Says in one line what it does; says nothing when there is
// nothing to do.
import { pathToFileURL } from 'node:url';
import { build, generate } from './build.mjs';
import { run } from './child.mjs';
import { install } from './install.mjs';
import { projectNode, tooOld } from './node.mjs';
import { at, refuse, root } from './places.mjs';

/** What each command needs beforehand, and what it then runs. */
const commands = {
	demo: { says: 'the demonstration network, on this machine alone', needs: [build], file: 'src/app/demo.ts' },
	start: { says: 'the server', needs: [build], file: 'src/app/serve.ts' },
	accord: { says: 'backup, restore, check and the rest (--help)', needs: [generate], file: 'src/app/cli.ts' },
	test: { says: 'every test', needs: [build], file: 'test/run.ts' },
	verify: { says: 'what is checked before a push', needs: [], file: 'bootstrap/verify.mjs' },
	bench: { says: 'the figures', needs: [build], file: 'bench/run.ts' },
	build: { says: 'the pages', needs: [build] },
	pictures: { says: 'the pictures of the guide, anew', needs: [build], file: 'test/guide/pictures.ts' },
	generate: { says: 'the words and types, for an editor', needs: [generate] },
};

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
if (!command) {
	const list = Object.entries(commands).map(([word, { says }]) => `  ${word.padEnd(9)} ${says}`);
	refuse(`Usage: node bootstrap/run.mjs COMMAND [ARGUMENTS]\n\n${list.join('\n')}`, 2);
}

const old = tooOld(process.versions.node);
if (old) refuse(old);
await install();
for (const need of command.needs) await need();
if (command.file) {
	const separator = process.platform === 'win32' ? ';' : ':';
	// When npm is killed, nobody tells us; then what we run ends with us.
	if (process.env.npm_lifecycle_event) await import('./follow.mjs');
	process.exitCode = await run(
		projectNode(),
		[`--import=${pathToFileURL(at('bootstrap', 'follow.mjs')).href}`, at(command.file), ...args],
		{
			env: { ...process.env, PATH: `${at('node_modules', '.bin')}${separator}${process.env.PATH ?? ''}` },
			cwd: root,
		},
	);
}
