/** The door to the data of the demonstration network: invented, typed, the same each time. Types stand in `model.ts`. */
export { letters } from './letters.ts';
export { listings } from './listings.ts';
export { dutyRota, network, passphrase, routingRules, themes } from './network.ts';
export { organisations } from './organisations.ts';
export { profiles, themeCodes } from './profiles.ts';
export { people } from './people.ts';
export { holderOf, requests, stateOf } from './requests.ts';
export { services } from './services.ts';
export { towns } from './towns.ts';
