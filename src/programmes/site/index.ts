/** The server door of the public site. */
export { homePage, siteFrame, type Frame } from './pages.ts';
