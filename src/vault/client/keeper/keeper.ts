import type { Act } from '#platform/act.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { PersonSecrets } from '../../seal/person.ts';
import { renewNetworkDocuments } from '../membership/renew-documents.ts';
import { settle } from '../membership/settle.ts';
import {
	fillFromKept,
	makeKeyRing,
	refreshOrganisation,
	refreshRing,
	type FillableRing,
} from '../ring/key-ring.ts';
import type { Anchors, OpenKept } from '../ring/model.ts';
import { watchIdle, type IdleLock } from './idle.ts';
import type { followServer } from './live.ts';
import type { KeeperState, LockReason } from './model.ts';
import type { KeeperCore, VaultNews } from './room.ts';
import { briefOf } from './views.ts';
import type { OrganisationId } from '../../format/model.ts';

/** What the keeper stands on; the worker gives the browser's, a test its own. */
export interface KeeperParts {
	readonly act: Act;
	readonly anchors: Anchors;
	/** Where what the server said is kept for when it cannot be asked; nowhere unless given. */
	readonly kept?: OpenKept;
	readonly follow: typeof followServer;
	readonly now?: () => Date;
}

export interface KeeperHeart extends KeeperCore {
	readonly hold: (secrets: PersonSecrets) => void;
	/** Fetches, verifies, settles, and from then on follows the server. */
	readonly begin: () => Promise<Result<void>>;
	/** The same with what this device keeps, at once; the server is asked when the line stands. */
	readonly beginHere: () => Promise<Result<void>>;
	readonly lock: (reason: LockReason) => void;
	readonly ring: () => Result<FillableRing>;
	readonly idle: IdleLock;
	readonly now: () => Date;
	/** One after the other: what changes membership never runs beside itself. */
	readonly serially: <T>(work: () => Promise<T>) => Promise<T>;
	readonly state: () => KeeperState;
	readonly watchState: (tell: (state: KeeperState) => void) => () => void;
	readonly changed: () => void;
	readonly lineMayBeBack: () => void;
}

/** Colleagues who hear the same news do not all renew the same vault in the same moment. */
const SCATTER = 400;
/** Certificates are looked after even where nothing happens. */
const LOOK_AFTER = 6 * 60 * 60 * 1000;

/**
 * The one place in a browser where keys are: opened by unlocking, emptied by locking, followed by every tab.
 * Knows nothing of ports; rooms (folders) hang themselves onto it.
 */
export function makeKeeper(parts: KeeperParts): KeeperHeart {
	const now = parts.now ?? (() => new Date());
	let ring: FillableRing | undefined;
	let reason: LockReason = 'not-yet-unlocked';
	let opening = false;
	let online = false;
	let waiting = 0;
	let queue: Promise<unknown> = Promise.resolve();
	let following: ReturnType<typeof followServer> | undefined;
	let looking: ReturnType<typeof setInterval> | undefined;
	const watchers = new Set<(state: KeeperState) => void>();
	const unlockedHearers: ((ring: FillableRing) => void)[] = [];
	const lockedHearers: (() => void)[] = [];
	const vaultHearers: ((news: VaultNews | undefined) => void)[] = [];
	const ringHearers: ((ring: FillableRing) => void)[] = [];

	const state = (): KeeperState => {
		const shared = { online, waitingToBeSent: waiting, idleMinutes: idle.minutes() };
		if (!ring) return { phase: 'locked', reason, ...shared };
		const organisations = ring.organisations().map((one) => briefOf(one, ring?.person));
		return { phase: 'unlocked', person: ring.person, organisations, opening, ...shared };
	};
	const changed = () => {
		const told = state();
		for (const tell of watchers) tell(told);
	};
	const lock = (why: LockReason) => {
		following?.stop();
		clearInterval(looking);
		[following, looking, online, opening] = [undefined, undefined, false, false];
		const had = ring;
		ring = undefined;
		if (had) {
			reason = why;
			had.forget();
			for (const hear of lockedHearers) hear();
			changed();
		}
	};
	const idle = watchIdle(() => lock('idle'));

	const act: Act = async (name, input, more) => {
		const answer = await parts.act(name, input, more);
		const signedOut = !answer.ok && answer.refusal.id === 'access.sign-in';
		if (signedOut) lock('session-ended');
		return answer;
	};
	const serially = <T>(work: () => Promise<T>): Promise<T> => {
		const done = queue.then(work, work);
		queue = done.catch(() => undefined);
		return done;
	};
	const settled = async (organisation: OrganisationId): Promise<void> => {
		if (!ring) return;
		// What cannot be settled now is due again at the next news; it never stands in the way of work.
		await settle({ ring, act, now }, organisation);
		if (!ring) return;
		for (const hear of ringHearers) hear(ring);
		changed();
	};
	const catchUp = async (): Promise<Result<void>> => {
		if (!ring) return refuse('keeper.locked');
		const refreshed = await refreshRing(ring, act);
		for (const { organisation } of ring?.organisations() ?? []) {
			await settled(organisation);
			if (ring) await renewNetworkDocuments({ ring, act, now }, organisation);
		}
		return refreshed;
	};
	const follow = () => {
		following ??= parts.follow({
			up() {
				online = true;
				changed();
				void serially(async () => {
					await catchUp();
					for (const hear of vaultHearers) hear(undefined);
				});
			},
			down() {
				online = false;
				changed();
			},
			ended: () => lock('session-ended'),
			hear(event) {
				if (event.kind === 'vault') for (const hear of vaultHearers) hear(event);
				if (event.kind === 'log') heardOfLog(event.organisation);
			},
		});
		looking ??= setInterval(() => void serially(catchUp), LOOK_AFTER);
	};
	const opened = (held: FillableRing) => {
		for (const hear of unlockedHearers) hear(held);
		follow();
		changed();
	};
	const heardOfLog = (organisation: OrganisationId) => {
		setTimeout(() => {
			void serially(async () => {
				if (!ring) return;
				await refreshOrganisation(ring, act, organisation);
				await settled(organisation);
			});
		}, Math.random() * SCATTER);
	};

	return {
		act,
		idle,
		now,
		serially,
		state,
		changed,
		lock,
		online: () => online,
		hold(secrets) {
			if (ring) lock('by-hand');
			idle.touch();
			ring = makeKeyRing(secrets, parts.anchors, parts.kept);
			changed();
		},
		async begin() {
			opening = true;
			changed();
			const begun = await serially(catchUp);
			if (ring && !begun.ok && begun.refusal.id === 'network.unreachable') await fillFromKept(ring);
			opening = false;
			if (!ring) return begun.ok ? refuse('keeper.locked') : begun;
			// The second factor is still to be given: nothing sealed is open yet, the keys are held for it.
			if (!begun.ok && begun.refusal.id === 'access.second-factor') return begun;
			opened(ring);
			return begun;
		},
		async beginHere() {
			if (!ring) return refuse('keeper.locked');
			opening = true;
			changed();
			await fillFromKept(ring);
			opening = false;
			if (!ring) return refuse('keeper.locked');
			opened(ring);
			return ok(undefined);
		},
		ring() {
			if (ring && idle.due()) lock('idle');
			return ring ? ok(ring) : refuse('keeper.locked');
		},
		watchState(tell) {
			watchers.add(tell);
			tell(state());
			return () => watchers.delete(tell);
		},
		lineMayBeBack: () => following?.retry(),
		setWaiting(count) {
			waiting = count;
			changed();
		},
		onUnlocked: (run) => void unlockedHearers.push(run),
		onLocked: (run) => void lockedHearers.push(run),
		onVaultNews: (hear) => void vaultHearers.push(hear),
		onRing: (hear) => void ringHearers.push(hear),
	};
}
