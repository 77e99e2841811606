import { building } from '$app/env';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { findActor } from '#programmes/members/index.ts';
import { chooseLocale, isLocale, type Locale } from '#platform/locale.ts';
import { inLocale } from '#platform/reader-locale.ts';
import { runtime } from '#platform/runtime.ts';
import { troubleOf } from '#platform/trouble.ts';
import { m } from '#words/messages.js';

/** Every request: the reader's language, who acts; of the staff's, one line of log without address or content. */
export const handle: Handle = async ({ event, resolve }) => {
	// The desk's own page is made with the build, when there is no server yet.
	if (building) return resolve(event);
	const { metrics, log } = runtime();
	const started = performance.now();
	const forPrograms = event.url.pathname.startsWith('/api/');
	const first = event.url.pathname.split('/')[1] ?? '';
	const locale = isLocale(first) ? first : chooseLocale(event.request.headers.get('accept-language'));
	event.locals.locale = locale;
	try {
		event.locals.actor = await findActor(runtime(), event.cookies.get('accord_session'));
	} catch (error) {
		if (!forPrograms) throw error;
		log.problem('request.failed', { route: event.route.id ?? 'none', error });
		return outOfOrder(locale);
	}
	const larger = event.url.searchParams.get('type') === 'large';
	const htmlAttributes = `lang="${locale}"${larger ? ' data-type="large"' : ''}`;
	const resolved = await inLocale(locale, () =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%accord.html%', htmlAttributes) }),
	);
	const response = forPrograms && resolved.status === 500 ? outOfOrder(locale) : resolved;
	const route = event.route.id ?? 'none';
	if (route.startsWith('/[lang=lang]/desk')) response.headers.set('cache-control', 'no-store');
	const seconds = (performance.now() - started) / 1000;
	metrics.requests.inc({ route, status: `${Math.floor(response.status / 100)}xx` });
	metrics.duration.observe({ route }, seconds);
	// That somebody without an account was here, and when, is nobody's to know; the counters above tell enough.
	if (event.locals.actor.kind === 'member') {
		log.info('answered', {
			route,
			method: event.request.method,
			status: response.status,
			ms: Math.round(seconds * 1000),
		});
	}
	return response;
};

/**
 * To our own clients: not an answer but the want of one. Whoever sent something keeps it and sends it again
 * with the same ids, as when the line is down.
 */
function outOfOrder(locale: Locale): Response {
	return new Response(`${m.platform_failed({}, { locale })}\n`, {
		status: 503,
		headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'retry-after': '2' },
	});
}

/** What failed is logged by class and place; the page says it in words, without any content. */
export const handleError: HandleServerError = ({ error, event, kind }) => {
	const { locale } = event.locals;
	const missing = kind === 'framework' || (kind === 'app' && error.status === 404);
	if (missing) return { message: m.platform_not_found({}, { locale }) };
	runtime().log.problem('request.failed', { route: event.route.id ?? 'none', error });
	const trouble = troubleOf(error);
	if (trouble === 'no-database') return { message: m.platform_no_database({}, { locale }) };
	if (trouble === 'disk-full') return { message: m.platform_disk_full({}, { locale }) };
	return { message: m.platform_failed({}, { locale }) };
};
