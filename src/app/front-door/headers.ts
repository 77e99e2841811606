import type { ServerResponse } from 'node:http';

/**
 * What every answer carries. The framework adds the content security policy of its pages; answers
 * without one get the strictest. Under `no-referrer` browsers send `Origin: null` with a form and the
 * person without script would be refused, hence `same-origin`.
 */
export function setSecurityHeaders(response: ServerResponse, path: string, secure: boolean): void {
	for (const [name, value] of securityHeaders) response.setHeader(name, value);
	if (path.startsWith('/_app/') || path === '/service-worker.js')
		response.setHeader('content-security-policy', workerPolicy);
	if (secure) response.setHeader('strict-transport-security', 'max-age=63072000; includeSubDomains');
}

export const securityHeaders: readonly (readonly [string, string])[] = [
	['x-content-type-options', 'nosniff'],
	['x-frame-options', 'DENY'],
	['referrer-policy', 'same-origin'],
	['cross-origin-opener-policy', 'same-origin'],
	['cross-origin-resource-policy', 'same-origin'],
	['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()'],
	['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
];

/** A worker obeys the policy of its own script's answer: it opens seals (WebAssembly) and talks to us only. */
const workerPolicy =
	"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'";
