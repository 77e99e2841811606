import { randomUUID } from 'node:crypto';
import { request as open } from 'node:http';
import fc from 'fast-check';

/** A request as bytes on a line: nothing tidies its path or its headers on the way. */
export interface RawRequest {
	readonly method: string;
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	/** Without a length, in pieces. */
	readonly chunked: boolean;
}

const doors = [
	'/',
	'/ru',
	'/en/write',
	'/ru/write/zastupa',
	'/ru/write/follow',
	'/ru/join',
	'/en/desk',
	'/en/desk/requests/a/b',
	'/xx/write',
	'/api/act/members.whoAmI',
	'/api/act/intake.handIn',
	'/api/act/intake.openFollowed',
	'/api/act/intake.beginUpload',
	'/api/act/members.applyToJoin',
	'/api/act/constructor',
	'/api/session/members.startSignIn',
	'/api/session/__proto__',
	`/api/files/${randomUUID()}/${randomUUID()}/0`,
	'/api/files/a/b/c',
	`/api/intake/files/${randomUUID()}/0`,
	'/api/intake/files/a/99999999999999999999',
	`/api/intake/answers/${randomUUID()}/${randomUUID()}/0`,
	'/api/live',
	'/robots.txt',
	'/.well-known/security.txt',
	'/_app/immutable/none.js',
	'/healthz',
] as const;

/** What stands behind a path that nobody made: escapes that are none, climbing, other alphabets, length. */
const tails = [
	'',
	'',
	'',
	'/',
	'//',
	'%',
	'%00',
	'%ff%fe',
	'%2e%2e%2f%2e%2e%2fetc%2fpasswd',
	'/../../etc/passwd',
	'\\..\\..',
	`/${'a'.repeat(3000)}`,
	'/%D0%9F',
	';jsessionid=1',
] as const;

const query = fc.oneof(
	fc.constant(''),
	fc.constantFrom(
		'?type=large',
		'?type=large&type=small',
		'?ticket=',
		`?ticket=${'0'.repeat(32)}`,
		'?code=1234',
		'?__proto__=1',
		'?%',
		'?a=%ff',
		`?q=${'%d0%b0'.repeat(1000)}`,
		'?to=https://elsewhere.example/',
		'?/default',
		'?x-sveltekit-invalidated=11',
	),
	fc.webQueryParameters().map((text) => `?${text.replaceAll(/[^\x21-\x7e]/g, '')}`),
);

const contentType = fc.constantFrom(
	'application/json',
	'application/json; charset=utf-16',
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=b',
	'multipart/form-data',
	'multipart/form-data; boundary=',
	`multipart/form-data; boundary=${'b'.repeat(300)}`,
	'application/octet-stream',
	'text/plain',
	'x',
);

const body = fc.oneof(
	fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
	fc.jsonValue({ maxDepth: 3 }).map((value) => Buffer.from(JSON.stringify(value))),
	fc
		.constantFrom(
			'',
			'{',
			'null',
			'[]',
			'{"input":',
			'{"__proto__":{"ok":true}}',
			`${'['.repeat(20_000)}`,
			'{"token":"\\u0000"}',
			'need=other&text=%',
			'text=%ff%fe&need=%00',
			'code=1234&step=destroy&sure=yes',
			`text=${'a'.repeat(300_000)}`,
			'--b\r\ncontent-disposition: form-data; name="text"\r\n\r\nhalf',
			'--b\r\ncontent-disposition: form-data; name="files"; filename="../../x"\r\n\r\nx\r\n--b--\r\n',
			'--b\r\ncontent-disposition: form-data; name="text"; name="need"\r\n\r\n\u0000\r\n--b--\r\n',
			'--b\r\n\r\n\r\n--b--',
			'--b--',
		)
		.map((text) => Buffer.from(text)),
);

/** Requests that no page of ours sends. */
export const rawRequests: fc.Arbitrary<RawRequest> = fc
	.record({
		method: fc.constantFrom(
			'GET',
			'GET',
			'POST',
			'POST',
			'POST',
			'PUT',
			'HEAD',
			'DELETE',
			'OPTIONS',
			'PATCH',
		),
		door: fc.constantFrom(...doors),
		tail: fc.constantFrom(...tails),
		query,
		contentType,
		accept: fc.constantFrom('text/html', 'application/json', '*/*', 'x/y;q=9'),
		session: fc.constantFrom(
			'',
			'accord_session=',
			`accord_session=${'A'.repeat(43)}`,
			'accord_session=%00; x',
		),
		key: fc.constantFrom('', 'not a key', randomUUID()),
		body,
		chunked: fc.boolean(),
	})
	.map(
		({
			method,
			door,
			tail,
			query: asked,
			contentType: type,
			accept,
			session,
			key,
			body: bytes,
			chunked,
		}) => ({
			method,
			path: door + tail + asked,
			headers: {
				accept,
				'content-type': type,
				...(session ? { cookie: session } : {}),
				...(key ? { 'accord-key': key } : {}),
			},
			body: ['GET', 'HEAD'].includes(method) ? Buffer.alloc(0) : bytes,
			chunked,
		}),
	);

/** Sends it; what was answered, or why there was no answer. */
export function send(address: string, raw: RawRequest): Promise<{ status: number; text: string }> {
	const { hostname, port, origin } = new URL(address);
	return new Promise((resolve, reject) => {
		const asked = open(
			{
				hostname,
				port,
				method: raw.method,
				path: raw.path,
				// A line of its own: one that served a refused body may be closed under the next request.
				agent: false,
				headers: {
					...raw.headers,
					origin,
					...(raw.chunked || raw.body.length === 0 ? {} : { 'content-length': String(raw.body.length) }),
				},
			},
			(response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				// Live updates never end: that they began is the answer.
				if (response.headers['content-type']?.includes('event-stream')) response.destroy();
				response.on('close', () =>
					resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('latin1') }),
				);
			},
		);
		asked.on('error', (error: NodeJS.ErrnoException) => {
			// Whoever is refused before they have sent it all may find the line closed: that is an answer, too.
			const hungUp = ['ECONNRESET', 'EPIPE'].includes(error.code ?? '') && raw.body.length > 64 * 1024;
			if (hungUp) resolve({ status: 413, text: '' });
			else reject(error);
		});
		asked.setTimeout(20_000, () => asked.destroy(new Error('No answer within 20 s')));
		if (raw.chunked)
			for (let at = 0; at < raw.body.length; at += 997) asked.write(raw.body.subarray(at, at + 997));
		else asked.write(raw.body);
		asked.end();
	});
}
