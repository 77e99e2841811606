import { text } from '@sveltejs/kit';

/** Desks and dialogues are nobody's business; the public pages are everybody's. */
export const GET = () =>
	text(
		'User-agent: *\nDisallow: /ru/desk\nDisallow: /en/desk\nDisallow: /ru/write/follow\nDisallow: /en/write/follow\nDisallow: /api/\n',
	);
