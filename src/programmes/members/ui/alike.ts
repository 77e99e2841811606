import type { Alike, Likeness } from '#programmes/directory/index.ts';

/** An organisation of the directory that may be the one somebody speaks of. */
export type ShownAlike = Pick<Alike, 'slug' | 'state' | 'name' | 'town' | 'reasons'>;
/** The reasons in words, as the directory says them. */
export type SayLikeness = (reasons: readonly Likeness[]) => string;
