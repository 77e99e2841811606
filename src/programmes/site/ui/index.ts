/** The browser door of the public site. */
export { default as AboutPage } from './AboutPage.svelte';
export { default as HomePage } from './HomePage.svelte';
export { default as IndexPage } from './IndexPage.svelte';
export { default as PageHead } from './PageHead.svelte';
export { default as SchemePage } from './SchemePage.svelte';
export { default as SearchPage } from './SearchPage.svelte';
export { default as SiteFrame } from './SiteFrame.svelte';
export { sitePublic } from './public.ts';
