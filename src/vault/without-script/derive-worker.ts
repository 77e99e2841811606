/** A thread that turns follow-up codes into keys, so that the child goes on reading and sealing meanwhile. */
import { parentPort } from 'node:worker_threads';
import { FollowUpCode } from '../format/follow-up-code.ts';
import { vaultReady } from '../format/sodium.ts';
import { deriveFollowUp, forgetFollowUp } from '../seal/follow-up.ts';

await vaultReady();

parentPort?.on('message', ({ code, salt }: { code: string; salt: Uint8Array }) => {
	const followUp = deriveFollowUp(FollowUpCode.parse(code), salt);
	// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
	parentPort?.postMessage(followUp);
	forgetFollowUp(followUp);
});
