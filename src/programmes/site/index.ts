/** The server door of the public site. */
export { homePage, siteFrame } from './pages.ts';
