/** The server door of the directory: who belongs to the network, and what each says of itself to whom. */
import './tables.ts';
import * as claim from './actions/claim.ts';
import * as merge from './actions/merge.ts';
import * as introduction from './actions/introduction.ts';
import * as correction from './actions/correction.ts';
import * as taking from './actions/import.ts';
import * as need from './actions/need.ts';
import * as neighbours from './actions/neighbours.ts';
import * as profile from './actions/profile.ts';
import { describeSealed } from './actions/sealed-field.ts';
import * as service from './actions/service.ts';

/** All actions of the programme. */
export const actions = {
	...claim,
	...correction,
	...introduction,
	...merge,
	...taking,
	...need,
	...neighbours,
	...profile,
	...service,
	describeSealed,
};

export { takeOverEntry } from './merge-entries.ts';
export { findAlike, type Alike } from './store/alike.ts';
export type { Likeness, LikenessEntry } from './rules/alike.ts';
export { forgetCorrections, forgetCorrectionsTask } from './jobs/forget-corrections.ts';
export { proposeCorrection } from './actions/correction.ts';
export { askToAssure, askToAssureTask } from './jobs/ask-to-assure.ts';
export { tellOfIntroductions, tellOfIntroductionsTask } from './jobs/tell-of-introductions.ts';
export { listLegalStates } from './legal-states.ts';
export { listOrganisation, listOrganisations, listOrganisationsTask } from './search-document.ts';
export {
	movedEntry,
	organisationChanges,
	organisationPage,
	organisationPageShows,
} from './pages/organisation.ts';
export { directoryPage, seekPlace } from './pages/directory.ts';
export { regionPage } from './pages/region.ts';
export { hsdsOne, hsdsPage, hsdsTables, hsdsTags, readAsked, type HsdsTable } from './pages/hsds.ts';
export { openApi } from './outputs/openapi.ts';
export { directoryCard, directoryCsv, directoryGeoJson } from './pages/outputs.ts';
export { placesTag } from './pages/shown.ts';
export { townPage } from './pages/town.ts';
