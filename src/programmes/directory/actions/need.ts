/** Needs and offers. */
export { carryOnAgreement, proposeAgreement } from './need/agree.ts';
export { changeListing, placeListing, withdrawListing } from './need/place.ts';
export { browseListings, viewNeeds } from './need/view.ts';
