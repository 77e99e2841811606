import {
	askToAssure,
	askToAssureTask,
	forgetCorrections,
	forgetCorrectionsTask,
	listOrganisations,
	listOrganisationsTask,
	tellOfIntroductions,
	tellOfIntroductionsTask,
} from '#programmes/directory/index.ts';
import { gatherWords, gatherWordsTask } from '#commons/search/index.ts';
import { sweepTraces, sweepTracesTask } from '#platform/action/index.ts';
import type { JobTable } from '#platform/jobs/worker.ts';
import { sendLetters, sendLettersTask } from '#platform/mail/outbox.ts';
import * as intake from '#programmes/intake/index.ts';
import { sweepOrphans, sweepOrphansTask } from '#vault/server/folders/index.ts';

/** Every task of every programme, and when the repeated ones run. */
export const jobTable: JobTable = {
	tasks: {
		[sendLettersTask]: sendLetters,
		[intake.tellStaffTask]: intake.tellStaff,
		[intake.watchRequestsTask]: intake.watchRequests,
		[intake.sweepUploadsTask]: intake.sweepUploads,
		[sweepOrphansTask]: sweepOrphans,
		[sweepTracesTask]: sweepTraces,
		[askToAssureTask]: askToAssure,
		[forgetCorrectionsTask]: forgetCorrections,
		[listOrganisationsTask]: listOrganisations,
		[tellOfIntroductionsTask]: tellOfIntroductions,
		[gatherWordsTask]: gatherWords,
	},
	// What a crash left unsent is sent within the quarter of an hour; a night that was missed is made up for (`fill`).
	crontab: [
		`*/15 * * * * ${sendLettersTask}`,
		`*/5 * * * * ${intake.watchRequestsTask}`,
		`*/20 * * * * ${intake.tellStaffTask}`,
		`9,29,49 * * * * ${tellOfIntroductionsTask}`,
		`17 * * * * ${intake.sweepUploadsTask}`,
		`31 3 * * * ${sweepOrphansTask} ?fill=1d`,
		`41 3 * * * ${sweepTracesTask} ?fill=1d`,
		`7 4 * * * ${askToAssureTask} ?fill=1d`,
		`11 4 * * * ${forgetCorrectionsTask} ?fill=1d`,
		`* * * * * ${gatherWordsTask}`,
		'',
	].join('\n'),
};
