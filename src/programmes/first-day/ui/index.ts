/** The browser door of the first day. */
export { default as StarterKitPage } from './StarterKitPage.svelte';
export { firstDaySections } from './sections.ts';
