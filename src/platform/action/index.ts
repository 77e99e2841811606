/** The door of actions: how every programme declares what people may do. */
export { action, perform, type AnswerOf, type AnyAction, type Doing, type InputOf } from './action.ts';
export { everyone, memberOf, membershipIn, ofTheOffice, signedIn, whoever, type Access } from './access.ts';
export { system, visitor, type Actor, type Member, type Membership } from './actor.ts';
export { keepingDays, sweepTraces, sweepTracesTask } from './sweep.ts';
