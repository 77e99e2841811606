/** The browser door of the intake. */
export { default as FollowPage } from './visitor/FollowPage.svelte';
export { default as WritePage } from './visitor/WritePage.svelte';
