/** `npm run accord -- COMMAND`: what is done to a network from its server. */
import { readConfig, type Config } from '#platform/config.ts';
import type { Locale } from '#platform/locale.ts';
import { sayRefusal } from '#platform/refusal-words.ts';
import { m } from '#words/messages.js';
import { commands } from './commands/index.ts';
import type { Terminal } from './commands/command.ts';
import { sentenceOf } from './sentence-of.ts';

const locale: Locale = /^ru/i.test(process.env.LC_ALL || process.env.LANG || '') ? 'ru' : 'en';
process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
	const found = Object.entries(commands).find(
		([name]) => name === words.slice(0, name.split(' ').length).join(' '),
	);
	const asksHelp = words.includes('--help') || words.includes('-h');
	if (found === undefined) {
		const list = Object.values(commands).map(
			({ usage, says }) => `  ${usage.padEnd(36)} ${says(locale).line}`,
		);
		const text = `${m.commands_usage({}, { locale })}\n\n${list.join('\n')}\n`;
		(asksHelp ? process.stdout : process.stderr).write(text);
		return asksHelp ? 0 : 2;
	}
	const [name, command] = found;
	const help = `npm run accord -- ${command.usage}\n\n${command.says(locale).more}\n`;
	if (asksHelp) {
		process.stdout.write(help);
		return 0;
	}
	let config: Config | undefined;
	try {
		config = readConfig(process.env);
		const ending = await command.run(terminal(config), words.slice(name.split(' ').length));
		if (ending.kind === 'done') return 0;
		if (ending.kind === 'refused') {
			process.stderr.write(`${sayRefusal(ending.refusal, locale)}\n`);
			return 1;
		}
	} catch (error) {
		if (!String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) {
			process.stderr.write(`${sentenceOf(error, config)}\n`);
			return 1;
		}
	}
	process.stderr.write(help);
	return 2;
}

function terminal(config: Config): Terminal {
	const shown = process.stderr.isTTY;
	return {
		config,
		env: process.env,
		locale,
		say(line) {
			if (shown) process.stderr.write('\r\u001b[K');
			process.stdout.write(`${line}\n`);
		},
		progress(line) {
			if (shown) process.stderr.write(`\r\u001b[K${line}`);
		},
	};
}
