import { z } from 'zod';
import { findOrganisation } from '#commons/organisations/index.ts';
import { action, memberOf, membershipIn, type Doing } from '#platform/action/index.ts';
import { organisationId, type OrganisationId } from '#platform/ids.ts';
import { announce } from '#platform/live/bus.ts';
import { ok, refuse } from '#platform/result.ts';
import { pageTag, servicesTag } from '../model/page-tag.ts';
import { mostServices, service, type KeptService } from '../model/service.ts';
import { isStale } from '../rules/assured.ts';
import { listOrganisation } from '../search-document.ts';
import { listAssurers, listServices, updateAssured, upsertAssurer, upsertService } from '../store/service.ts';

const the = (input: { organisation: OrganisationId }) => input.organisation;
const OwnService = z.strictObject({ organisation: organisationId, id: z.uuid() });
type OwnService = z.output<typeof OwnService>;

/** A service as its organisation's desk shows it. */
export interface OwnServiceView extends KeptService {
	/** A member; their name is in the organisation's own log. */
	readonly assuredBy: string | undefined;
	readonly stale: boolean;
}

/** All services of one's own organisation, those given no longer too. */
export const viewServices = action({
	name: 'directory.viewServices',
	input: z.strictObject({ organisation: organisationId }),
	access: memberOf(the),
	writes: false,
	async run({ tx, actor, now }, { organisation }) {
		const today = now.toISOString().slice(0, 10);
		const own = await findOrganisation(tx, organisation);
		if (!own) return refuse('directory.unknown');
		const services = await listServices(tx, { organisation }, { defunct: true });
		const assurers = await listAssurers(tx, organisation);
		return ok<{ slug: string; mayKeep: boolean; services: readonly OwnServiceView[] }>({
			slug: own.slug,
			mayKeep: membershipIn(actor, organisation, { coordinator: true }) !== undefined,
			services: services.map((one) => ({
				...one,
				assuredBy: assurers.get(one.id),
				stale: isStale(one.assuredOn, today),
			})),
		});
	},
});

/** A coordinator says what a service is, new or changed; whoever writes it says that all of it holds. */
export const keepService = action({
	name: 'directory.keepService',
	input: OwnService.extend({ service }),
	access: memberOf(the, { coordinator: true }),
	async run(doing, { organisation, id, service: said }) {
		const { tx, now } = doing;
		const before = await listServices(tx, { organisation }, { defunct: true });
		const isNew = before.every((one) => one.id !== id);
		if (isNew && before.length >= mostServices)
			return refuse('service.too-many', { params: { mostServices } });
		await upsertService(tx, { organisation, id }, said, now.toISOString().slice(0, 10));
		await assured(doing, { organisation, id });
		return ok({ id });
	},
});

/** A coordinator says that all that is said of a service still holds. */
export const assureService = action({
	name: 'directory.assureService',
	input: OwnService,
	access: memberOf(the, { coordinator: true }),
	async run(doing, at) {
		if (!(await updateAssured(doing.tx, at, doing.now.toISOString().slice(0, 10))))
			return refuse('service.unknown');
		await assured(doing, at);
		return ok({ id: at.id });
	},
});

/** Who says so; and whatever shows the organisation shows it anew. */
async function assured(doing: Doing, at: OwnService): Promise<void> {
	const { tx, actor, now, touched } = doing;
	if (actor.kind === 'member') await upsertAssurer(tx, at, actor.person);
	await listOrganisation(tx, at.organisation, now);
	touched('service', at.id);
	const organisation = await findOrganisation(tx, at.organisation);
	if (organisation) await announce(tx, { kind: 'pages', tags: [pageTag(organisation.slug), servicesTag] });
}
