import type { Result } from '#platform/result.ts';
import { ok } from '#platform/result.ts';
import type { Acting } from '../membership/acting.ts';
import * as certificates from '../membership/certificates.ts';
import { signLetter, signPublication } from '../membership/letters.ts';
import { openMembersVault } from '../membership/members-vault.ts';
import * as members from '../membership/members.ts';
import * as introductions from '../introductions/messages.ts';
import { changeWishes, readWishes } from '../introductions/wishes.ts';
import { confirmRecovery } from '../membership/recovery.ts';
import * as vaults from '../membership/vaults.ts';
import { settle } from '../membership/settle.ts';
import type { KeeperHeart } from './keeper.ts';
import type { KeeperOperations } from './operations.ts';
import type { KeeperRoom } from './room.ts';
import { viewOf } from './views.ts';

type Membership = Exclude<keyof KeeperOperations & keyof ReturnType<typeof membershipOperations>, never>;

/** Members, vaults, epochs: the operations of `../membership`, on the ring that is held, one at a time. */
export function membershipRoom(keeper: KeeperHeart): ReturnType<KeeperRoom<Membership, never>> {
	return { operations: membershipOperations(keeper), topics: {} };
}

function membershipOperations(keeper: KeeperHeart) {
	/** What only reads tells nobody: pages read again whenever the state is told. */
	const reading = <In, Out>(operation: (acting: Acting, asked: In) => Promise<Result<Out>>) => {
		return (asked: In): Promise<Result<Out>> =>
			keeper.serially(async () => {
				const ring = keeper.ring();
				if (!ring.ok) return ring;
				return operation({ ring: ring.value, act: keeper.act, now: keeper.now }, asked);
			});
	};
	const acting = <In, Out>(operation: (acting: Acting, asked: In) => Promise<Result<Out>>) => {
		const read = reading(operation);
		return async (asked: In): Promise<Result<Out>> => {
			const done = await read(asked);
			keeper.changed();
			return done;
		};
	};
	return {
		signAcceptance: acting(members.acceptInvitation),
		viewOrganisation: reading(async ({ ring }, { organisation }: { organisation: Org }) => {
			const held = ring.organisation(organisation);
			if (!held.ok) return held;
			const read = ring.read(organisation);
			return read.ok ? ok(viewOf(held.value, read.value, ring.person)) : read;
		}),
		createOrganisationKeys: acting(members.createOrganisationKeys),
		addMember: acting(members.addMember),
		changeMember: acting(members.changeMember),
		makeCoordinator: acting(members.makeCoordinator),
		withdrawCoordinator: acting(members.withdrawCoordinator),
		compareWords: acting(members.compareWords),
		removeMember: acting(members.removeMember),
		suspendMember: acting(members.suspendMember),
		restoreMember: acting(members.restoreMember),
		rekeyMember: acting(members.rekeyMember),
		certifyIntake: acting(certificates.certifyIntakeVault),
		createVault: acting(async (by, asked: Parameters<KeeperOperations['createVault']>[0]) => {
			const made = await vaults.createVault(by, asked);
			return made.ok ? settle(by, asked.organisation) : made;
		}),
		openMembersVault: reading(async (by, asked: Parameters<KeeperOperations['openMembersVault']>[0]) => {
			const opened = await openMembersVault(by, asked);
			if (!opened.ok || !asked.begin) return opened;
			keeper.changed();
			const settled = await settle(by, asked.organisation);
			return settled.ok ? opened : settled;
		}),
		grantVault: acting(vaults.grantVault),
		rotateVault: acting((by, asked: Parameters<KeeperOperations['rotateVault']>[0]) =>
			vaults.rotateVault(by, asked),
		),
		withdrawVault: acting((by, asked: Parameters<KeeperOperations['withdrawVault']>[0]) =>
			vaults.rotateVault(by, asked, { without: asked.person }),
		),
		recoverVaults: acting(vaults.recoverVaults),
		confirmRecovery: acting(confirmRecovery),
		publishNetworkDocument: acting(certificates.publishNetworkDocument),
		signLetter: reading(signLetter),
		signPublication: reading(signPublication),
		askIntroduction: reading(introductions.askIntroduction),
		answerIntroduction: reading(introductions.answerIntroduction),
		openIntroductions: reading(introductions.openIntroductions),
		readWishes: reading(readWishes),
		changeWishes: reading(changeWishes),
	};
}

type Org = Parameters<KeeperOperations['viewOrganisation']>[0]['organisation'];
