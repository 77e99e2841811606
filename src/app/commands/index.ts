import { backup } from './backup.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { deskFromDisk } from './desk.ts';
import { keyFingerprint } from './key.ts';
import { restore } from './restore.ts';
import { seizure } from './seizure.ts';
import { userAdd } from './user.ts';
import { verifyCode } from './verify-code.ts';
import { verifyLetter } from './verify-letter.ts';

/** Every command by its words. */
export const commands: Readonly<Record<string, Command>> = {
	backup,
	restore,
	check,
	seizure,
	'verify-code': verifyCode,
	'verify-letter': verifyLetter,
	desk: deskFromDisk,
	'user add': userAdd,
	'key fingerprint': keyFingerprint,
};
