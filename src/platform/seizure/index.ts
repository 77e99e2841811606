/** Does a disk hold these words? The search that proves the first row of the promise. */
export { needlesOf, type Needle } from './needles.ts';
export { searchPlaces, type Found, type Searched } from './search.ts';
