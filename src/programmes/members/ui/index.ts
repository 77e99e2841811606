/** The browser door of members. */
export { default as AddressPage } from './AddressPage.svelte';
export { default as BeginPage } from './BeginPage.svelte';
export { default as ProtectPage } from './ProtectPage.svelte';
export { default as RecoverPage } from './RecoverPage.svelte';
export { default as LockScreen } from './LockScreen.svelte';
export { default as SignInPage } from './SignInPage.svelte';
export { default as AccountPage } from './AccountPage.svelte';
export { default as JoinPage } from './JoinPage.svelte';
export { default as MembersPage } from './MembersPage.svelte';
export { default as OrganisationsPage } from './OrganisationsPage.svelte';
export { browserDesk } from './browser-desk.ts';
export { arrive, signOutHere } from './arrive.ts';
export { membersSections } from './sections.ts';
export { membersPublic } from './public.ts';
