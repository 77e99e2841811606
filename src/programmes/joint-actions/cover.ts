import { z } from 'zod';
import { defineCover } from '#vault/format/cover-body.ts';
import { actionFolder, ActionKind } from './model/action.ts';

/** What the list of joint actions shows of one, to the organisation whose cover it is. */
export const ActionCover = defineCover(actionFolder, {
	action: ActionKind,
	/** Where the organisation stands in it. */
	standing: z.enum(['began', 'asked', 'accepted', 'declined']),
	/** The next day on which something is to happen or to be done. */
	next: z.iso.date().nullable(),
	/** Tasks that are left. */
	left: z.number(),
	/** A result was written. */
	ended: z.boolean(),
});
export type ActionCover = z.infer<typeof ActionCover>;
