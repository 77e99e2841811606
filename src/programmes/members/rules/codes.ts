const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A back-up code as a person types it, made of bytes: `k7m2q-9xw4p`. Bytes over the even share are skipped. */
export function backupCode(bytes: Uint8Array): string {
	const even = [...bytes].filter((byte) => byte < letters.length * 8).slice(0, 10);
	const text = even.map((byte) => letters[byte % letters.length]).join('');
	return `${text.slice(0, 5)}-${text.slice(5)}`;
}

/** What was typed, without spaces and dashes. */
export function normaliseCode(typed: string): string {
	return typed.toLowerCase().replaceAll(/[\s-]/g, '');
}
