import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { m } from '#words/messages.js';
import { serveDiskDesk, type DiskDesk } from '../disk-desk/serve.ts';
import { done, refused, wrongUsage, type Command } from './command.ts';

const build = fileURLToPath(new URL('../../../build', import.meta.url));

/** The desk from the member's own disk: code that no server can alter, at work with what lies on the network's. */
export const deskFromDisk: Command = {
	usage: 'desk URL [--port PORT]',
	says: (locale) => ({
		line: m.commands_desk({}, { locale }),
		more: m.commands_desk_more({}, { locale }),
	}),
	async run({ locale, say }, args) {
		const { values, positionals } = parseArgs({
			args: [...args],
			options: { port: { type: 'string' } },
			allowPositionals: true,
		});
		const [address, ...rest] = positionals;
		const port = Number(values.port ?? 4174);
		const wrong = rest.length > 0 || !Number.isInteger(port) || port < 0 || port > 65_535;
		if (wrong || address === undefined || !URL.canParse(address)) return wrongUsage;
		const network = new URL(address);
		if (!isPrivate(network)) return refused({ id: 'desk.insecure-address' });
		let desk: DiskDesk;
		try {
			desk = await serveDiskDesk(build, network, port);
		} catch (cause) {
			const { code } = cause as NodeJS.ErrnoException;
			if (code === 'ENOENT') return refused({ id: 'desk.not-built' });
			if (code === 'EADDRINUSE') return refused({ id: 'desk.port-taken', params: { port } });
			throw cause;
		}
		say(
			m.commands_desk_ready({ address: `${desk.address}/${locale}/desk`, network: network.host }, { locale }),
		);
		await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
		await desk.close();
		return done;
	},
};

/** What carries a session must not be read on the way: TLS, an onion service, or this machine. */
function isPrivate({ protocol, hostname }: URL): boolean {
	if (protocol === 'https:') return true;
	return (
		protocol === 'http:' &&
		(hostname.endsWith('.onion') || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
	);
}
