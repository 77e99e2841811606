import type { Refusal } from '#platform/result.ts';
import type { Destruction } from '../../format/envelope.ts';
import { checkDestruction } from '../../seal/destruction.ts';
import type { ChangedFolder } from '../../server/folders/model.ts';
import type { Ground } from './ground.ts';
import type { FolderRef } from './model.ts';
import { noting } from './partner-logs.ts';
import { fromWire } from './wire.ts';

/** A server cannot make folders vanish by saying that they were destroyed: somebody signed it. */
export async function checkOrder(
	ground: Ground,
	one: ChangedFolder,
	at: FolderRef,
): Promise<Refusal | undefined> {
	const order = one.order === undefined ? undefined : fromWire(one.order);
	if (!order) return { id: 'destruction.order-missing' };
	const { book, lacking } = noting(ground.partners.book());
	const check = () => checkDestruction(order as Destruction, book);
	let checked = check();
	if (!checked.ok && (await ground.partners.learn(lacking))) checked = check();
	if (!checked.ok) return checked.refusal;
	const right = checked.value.folder === at.folder && checked.value.organisation === at.organisation;
	return right ? undefined : { id: 'destruction.other-place' };
}
