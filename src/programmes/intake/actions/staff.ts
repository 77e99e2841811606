/** What the staff of a desk do. */
export { answerRequest, closeRequest, declineRequest, markRequest, reopenRequest } from './staff/answer.ts';
export { bringBackRequest } from './staff/bring-back.ts';
export { putOnDuty, takeOffDuty, viewDesk } from './staff/duty.ts';
export { enterRequest } from './staff/enter.ts';
export { handOverRequest } from './staff/hand-over.ts';
export { readNetworkDesks } from './staff/network.ts';
export { assignRequest, giveBackRequest, remindBackupDesk, takeRequest, viewRequest } from './staff/take.ts';
