import { runtime } from '#platform/runtime.ts';
import { followLive } from '#vault/server/index.ts';
import type { RequestHandler } from './$types';

/** Live updates of a member's desk. */
export const GET: RequestHandler = ({ locals }) => followLive(runtime(), locals.actor);
