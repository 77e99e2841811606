/** What a sender's browser does, where it has script; without, the intake's child does the same. */
export { clearAnswers, destroyRequest, openFollowed, writeAgain } from './visitor/follow.ts';
export { beginUpload, findDesks, handIn } from './visitor/hand-in.ts';
