/** Somebody to whom mail may be due for one desk. */
export interface MaybeTold {
	readonly person: string;
	readonly onDuty: boolean;
	readonly somebodyOnDuty: boolean;
	readonly urgent: boolean;
}

/**
 * Of the members of all desks where something waits, those who get a letter: whoever is on duty; everybody
 * where nobody is, or where it is urgent. One letter a person, however many desks and requests.
 */
export function whoIsTold<T extends MaybeTold>(due: readonly T[]): T[] {
	const told = new Map<string, T>();
	for (const one of due) {
		const right = one.onDuty || !one.somebodyOnDuty || one.urgent;
		if (right && !told.has(one.person)) told.set(one.person, one);
	}
	return [...told.values()];
}
