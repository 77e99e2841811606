import { makeGazetteer } from '#commons/places/index.ts';
import { towns } from './towns.ts';

/** The towns of this country, by name, region and place. For the server alone. */
export const gazetteer = makeGazetteer(towns);
