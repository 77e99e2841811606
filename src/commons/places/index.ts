/** The server door of places. */
export { checkCoordinates } from './coordinates.ts';
export { kilometresBetween } from './distance.ts';
export { placeKey } from './names.ts';
export { makeGazetteer } from './gazetteer.ts';
export { greaterNear, nameTown, noneOfThem, settleTown } from './settle.ts';
