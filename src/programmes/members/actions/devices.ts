import { z } from 'zod';
import { action, everyone } from '#platform/action/index.ts';
import { ok } from '#platform/result.ts';
import { asHouse } from '#platform/db/within.ts';
import { deviceTag, typedLoginName } from '../model/account.ts';
import { listActing } from '../store/membership.ts';
import { findPersonByLoginName } from '../store/person.ts';
import { sameTag } from '../tokens.ts';

/**
 * Whether a device may go on opening without a line: its account secret is still the one in force, and its
 * person still works somewhere. Asked at each contact, with or without a session; "no" says nothing of why.
 */
export const askDevice = action({
	name: 'members.askDevice',
	input: z.strictObject({ loginName: typedLoginName, deviceTag }),
	access: everyone<unknown>('only a device that knows the account secret learns anything by it'),
	writes: false,
	run: ({ tx }, { loginName, deviceTag }) =>
		asHouse(tx, async () => {
			const person = await findPersonByLoginName(tx, loginName);
			if (!person || !sameTag(person.device_tag, deviceTag)) return ok({ mayOpen: false });
			return ok({ mayOpen: (await listActing(tx, person.id)).length > 0 });
		}),
});
