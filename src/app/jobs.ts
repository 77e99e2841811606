import type { JobTable } from '#platform/jobs/worker.ts';
import { sendLetters, sendLettersTask } from '#platform/mail/outbox.ts';

/** Every task of every programme, and when the repeated ones run. */
export const jobTable: JobTable = {
	tasks: {
		[sendLettersTask]: sendLetters,
	},
	// What a crash left unsent is sent within the quarter of an hour.
	crontab: `*/15 * * * * ${sendLettersTask}\n`,
};
