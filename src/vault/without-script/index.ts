/**
 * The dialogue without script: the only server code that opens what is sealed, and only in the intake's
 * child process, while a sender who has no script is reading their own answers.
 */
export { openOwnDialogue, type OpenChain } from '../open/dialogue.ts';
export { openFile } from '../open/file.ts';
export { openDeriveQueue, type DeriveQueue } from './derive-queue.ts';
export { formParser, readForm } from './form/parse-form.ts';
export type { PartHead, PartSink } from './form/part.ts';
export { compileShell, type Piece } from './shell/compile.ts';
export { fillShell, type Fillings } from './shell/fill.ts';
export { repairUtf8 } from './utf8.ts';
