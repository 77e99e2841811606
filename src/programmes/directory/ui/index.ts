/** The browser door of the directory. */
export { likenessWords } from './likeness-words.ts';
export { default as AskIntroductionPage } from './desk/introductions/AskPage.svelte';
export { default as IntroductionsPage } from './desk/introductions/IntroductionsPage.svelte';
export { default as NeedsPage } from './desk/needs/NeedsPage.svelte';
export { default as NeighboursPage } from './desk/neighbours/NeighboursPage.svelte';
export { default as NewListingPage } from './desk/needs/NewListingPage.svelte';
export { directoryPublic } from './public.ts';
export { default as NetworkPage } from './desk/NetworkPage.svelte';
export { default as NeighbourPage } from './desk/NeighbourPage.svelte';
export { default as OrganisationPage } from './public/OrganisationPage.svelte';
export { default as OurPage } from './desk/OurPage.svelte';
export { default as ServicePage } from './desk/services/ServicePage.svelte';
export { default as ServicesPage } from './desk/services/ServicesPage.svelte';
export { directorySections } from './desk/sections.ts';
export { default as DirectoryPage } from './places/DirectoryPage.svelte';
export { default as RegionPage } from './places/RegionPage.svelte';
export { default as TownPage } from './places/TownPage.svelte';
