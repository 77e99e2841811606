/** Backups: everything in one file, sealed to keys that are not on the server. */
export { readBackup } from './read.ts';
export { writeBackup } from './write.ts';
