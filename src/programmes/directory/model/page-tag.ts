/** What the public page of an organisation shows, as caches know it. */
export function pageTag(slug: string): string {
	return `organisation:${slug}`;
}

/** What shows the services of several organisations. */
export const servicesTag = 'services';
