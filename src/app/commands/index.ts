import { backup } from './backup.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { restore } from './restore.ts';
import { seizure } from './seizure.ts';
import { verifyCode } from './verify-code.ts';

/** Every command by its words. */
export const commands: Readonly<Record<string, Command>> = {
	backup,
	restore,
	check,
	seizure,
	'verify-code': verifyCode,
};
