/** The steps of the map's colour: nobody, one, a few, five and more. */
export const mapSteps = [0, 1, 2, 5] as const;

/** On which step a region with so many organisations is. */
export function mapLevel(organisations: number): number {
	return mapSteps.filter((least) => organisations >= least).length - 1;
}
