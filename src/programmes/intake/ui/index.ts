/** The browser door of the intake. */
export { default as DutyPage } from './desk/DutyPage.svelte';
export { default as NewRequestPage } from './desk/NewRequestPage.svelte';
export { default as OwnPoster } from './desk/OwnPoster.svelte';
export { default as PaperAlone } from './desk/PaperAlone.svelte';
export { default as RequestsDesk } from './desk/RequestsDesk.svelte';
export { default as RoutingPage } from './desk/RoutingPage.svelte';
export { fetchNetworkDesks } from './desk/network.ts';
export { intakeRoles, intakeSections } from './desk/sections.ts';
export { intakePublic } from './visitor/public.ts';
export { happeningNow } from './visitor/happening.ts';
export { default as HappeningNow } from './visitor/HappeningNow.svelte';
export { default as FollowPage } from './visitor/FollowPage.svelte';
export { default as WritePage } from './visitor/WritePage.svelte';
