import type { FollowUp } from '#vault/seal/follow-up.ts';
import type { Dialogue } from './dialogue.ts';
import type { House, Place } from './house.ts';
import type { Post } from './read-post.ts';

/** Somebody who came back with a code, and what they posted. */
export interface Following {
	readonly house: House;
	readonly place: Place;
	readonly post: Post;
	readonly followUp: FollowUp;
	readonly dialogue: Dialogue;
	readonly code: string;
}
