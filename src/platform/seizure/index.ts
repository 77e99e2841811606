/** Does a disk hold these words? The search that proves the first row of the promise. */
export { needlesOf } from './needles.ts';
export { searchPlaces, type Found } from './search.ts';
