/** The browser door of the public site. */
export { default as HomePage } from './HomePage.svelte';
export { default as SiteFrame } from './SiteFrame.svelte';
