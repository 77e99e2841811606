/**
 * Whether a text somewhere in a value holds U+0000: no person types it, and the database can keep no text
 * that does. Refused at the door, or a query far inside would fail on it.
 */
export function holdsNul(value: unknown): boolean {
	if (typeof value === 'string') return value.includes('\u0000');
	if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
	return Object.values(value).some(holdsNul);
}
