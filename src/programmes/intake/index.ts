/** The server door of the intake: what a person writes in, how it is answered, and how they come back for it. */
import './tables.ts';
import * as staff from './actions/staff.ts';
import * as visitor from './actions/visitor.ts';

/** All actions of the room. */
export const actions = { ...staff, ...visitor };

export { intakeRole } from './rules/role.ts';
export { tellStaff, tellStaffTask } from './jobs/mail.ts';
export { watchRequests, watchRequestsTask } from './jobs/alert.ts';
export { followPage, writePage } from './visitor/pages.ts';
export { sweepUploads, sweepUploadsTask } from './jobs/sweep.ts';
export { receiveVisitorChunk, senderOf } from './receive-upload.ts';
export { listTakingRequests } from './visitor/taking-requests.ts';
