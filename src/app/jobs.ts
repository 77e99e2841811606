import type { JobTable } from '#platform/jobs/worker.ts';
import { sendLetters, sendLettersTask } from '#platform/mail/outbox.ts';
import * as intake from '#programmes/intake/index.ts';

/** Every task of every programme, and when the repeated ones run. */
export const jobTable: JobTable = {
	tasks: {
		[sendLettersTask]: sendLetters,
		[intake.tellStaffTask]: intake.tellStaff,
		[intake.watchRequestsTask]: intake.watchRequests,
		[intake.sweepUploadsTask]: intake.sweepUploads,
	},
	// What a crash left unsent is sent within the quarter of an hour.
	crontab: [
		`*/15 * * * * ${sendLettersTask}`,
		`*/5 * * * * ${intake.watchRequestsTask}`,
		`*/20 * * * * ${intake.tellStaffTask}`,
		`17 * * * * ${intake.sweepUploadsTask}`,
		'',
	].join('\n'),
};
