/** The server door of places. */
export { checkCoordinates, type Bounds } from './coordinates.ts';
export { kilometresBetween, type Point } from './distance.ts';
export { makeGazetteer, type Gazetteer, type Meant } from './gazetteer.ts';
export { greaterNear, nameTown, noneOfThem, settleTown } from './settle.ts';
