import type { Actor } from '#platform/action/index.ts';
import type { Locale } from '#platform/locale.ts';

declare global {
	namespace App {
		interface Locals {
			actor: Actor;
			locale: Locale;
		}
		interface Error {
			message: string;
		}
	}
}
