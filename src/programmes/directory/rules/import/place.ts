import type { InBoth } from '#commons/organisations/model.ts';
import type { Fault, MeantTown, Target } from '../../model/import.ts';
import { byLetters } from './cell-text.ts';

interface Point {
	readonly latitude: number;
	readonly longitude: number;
}

/** Which town is meant. */
export type Settled =
	| { readonly is: 'town'; readonly town: MeantTown }
	/** The country's list has none of that name. */
	| { readonly is: 'written' }
	| { readonly is: 'several'; readonly among: readonly MeantTown[] };

/** What is known of the country's places. */
export interface KnownPlaces {
	readonly regionOf: (words: string) => string | undefined;
	/** By name; with a region, in it first. */
	readonly settle: (written: string, region: string | undefined) => Settled;
	/** A town by its address. */
	readonly townAt: (slug: string) => MeantTown | undefined;
	/** What is wrong with coordinates; nothing where they lie in the country. */
	readonly checkPoint: (point: Point) => Fault['is'] | undefined;
	/** Of several towns the one that stands there, where one alone does. */
	readonly townNear: (point: Point, among: readonly MeantTown[]) => MeantTown | undefined;
	/** One key for all the ways to write a name. */
	readonly keyOf: (written: string) => string;
}

/** What a person chose of a town they were asked about: none of those. */
export const noneOfThem = 'other';

interface Place {
	readonly is: 'place';
	readonly town: InBoth;
	readonly townSlug: string | null;
	readonly region: string;
}
interface Asking {
	readonly is: 'asking';
	readonly key: string;
	readonly written: string;
	readonly among: readonly MeantTown[];
}

interface Written {
	readonly town: string;
	readonly region: string;
	readonly latitude: string;
	readonly longitude: string;
}
type Say = (is: Fault['is'], target: Target | undefined, words?: string) => void;

/**
 * Where the organisation of a row is. A town that the country has several times is settled by its region, then by
 * coordinates, then by what was chosen for all rows that write it so; else it is asked about.
 */
export function readPlace(
	written: Written,
	choices: Readonly<Record<string, string>>,
	known: KnownPlaces,
	say: Say,
): Place | Asking | { readonly is: 'wrong' } {
	const point = readPoint(written, known, say);
	const region = written.region === '' ? undefined : known.regionOf(written.region);
	if (written.region !== '' && region === undefined) {
		say('region-unknown', 'region', written.region);
		return { is: 'wrong' };
	}
	// Cities that are regions themselves often stand in the column of regions alone.
	const town =
		written.town || (region && known.settle(written.region, region).is === 'town' ? written.region : '');
	if (town === '') {
		say('town-missing', 'town');
		return { is: 'wrong' };
	}
	const at = ({ slug, name, region: of }: MeantTown): Place => ({
		is: 'place',
		town: name,
		townSlug: slug,
		region: of,
	});
	const asWritten = (): Place | { is: 'wrong' } => {
		if (region !== undefined) return { is: 'place', town: byLetters(town), townSlug: null, region };
		say('region-missing', 'region');
		return { is: 'wrong' };
	};
	const key = `${known.keyOf(town)}|${region ?? ''}`;
	const choice = Object.hasOwn(choices, key) ? choices[key] : undefined;
	if (choice === noneOfThem) return asWritten();
	const chosen = choice === undefined ? undefined : known.townAt(choice);
	if (chosen) return at(chosen);
	const settled = known.settle(town, region);
	if (settled.is === 'town') return at(settled.town);
	if (settled.is === 'written') return asWritten();
	const near = point && known.townNear(point, settled.among);
	return near ? at(near) : { is: 'asking', key, written: town, among: settled.among };
}

const figure = (text: string) =>
	/^[+\-−]?\d{1,3}(?:[.,]\d+)?°?$/.test(text)
		? Number(text.replace('°', '').replace('−', '-').replace(',', '.'))
		: Number.NaN;

function readPoint({ latitude, longitude }: Written, known: KnownPlaces, say: Say): Point | undefined {
	if (latitude === '' && longitude === '') return undefined;
	const point = { latitude: figure(latitude), longitude: figure(longitude) };
	if (Number.isNaN(point.latitude)) say('coordinates-unread', 'latitude', latitude);
	if (Number.isNaN(point.longitude)) say('coordinates-unread', 'longitude', longitude);
	if (Number.isNaN(point.latitude) || Number.isNaN(point.longitude)) return undefined;
	const fault = known.checkPoint(point);
	if (!fault) return point;
	say(fault, 'latitude');
	return undefined;
}
