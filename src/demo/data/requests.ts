import type { DemoRequest, RequestState } from './model.ts';
import { army } from './requests/army.ts';
import { detained } from './requests/detained.ts';
import { discrimination } from './requests/discrimination.ts';
import { fromOrganisations } from './requests/organisations.ts';
import { other } from './requests/other.ts';
import { papers } from './requests/papers.ts';
import { pay } from './requests/pay.ts';
import { prison } from './requests/prison.ts';
import { witnesses } from './requests/witnesses.ts';

/** Everything people wrote, the oldest first, as it reached the desks. */
export const requests: readonly DemoRequest[] = [
	...detained,
	...prison,
	...army,
	...pay,
	...papers,
	...discrimination,
	...fromOrganisations,
	...witnesses,
	...other,
].sort((a, b) => b.ago - a.ago);

/** The state a request has come to once its steps are replayed. */
export function stateOf(request: DemoRequest): RequestState {
	let state: RequestState = 'untaken';
	for (const step of request.steps) {
		if (step.does === 'take' || step.does === 'assign' || step.does === 'reopen') state = 'taken';
		if (step.does === 'reply') state = 'answered';
		if (step.does === 'close') state = 'closed';
	}
	return state;
}

/** Whose hands it is in: the last who took it or was given it. */
export function holderOf(request: DemoRequest): string | undefined {
	let holder: string | undefined;
	for (const step of request.steps) {
		if (step.does === 'take') holder = step.by;
		if (step.does === 'assign' || step.does === 'hand-over') holder = step.to;
	}
	return holder;
}
