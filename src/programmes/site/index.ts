/** The server door of the public site. */
export { indexPage, indexTags } from './index-page.ts';
export { feedEntries, writeFeed } from './feed.ts';
export { homePage, siteFrame } from './pages.ts';
export { searchPage } from './search-page.ts';
