/** The actions of introductions, gathered for the door. */
export { answerIntroduction, askIntroduction } from './introduction/ask.ts';
export { keepWishes, viewWishes } from './introduction/wishes.ts';
export { viewIntroductions } from './introduction/view.ts';
