import { readFileSync } from 'node:fs';
import type { RegionCode } from '#country/model.ts';

/** A line of the GeoNames list of places. */
export interface ListedPlace {
	readonly id: number;
	readonly name: string;
	readonly otherNames: readonly string[];
	readonly latitude: number;
	readonly longitude: number;
	readonly kind: string;
	readonly region: RegionCode;
	readonly population: number;
}

/** GeoNames numbers the subjects of the Federation in its own way. */
const regionOf: Readonly<Record<string, RegionCode>> = Object.fromEntries(
	`01 AD 03 AL 04 ALT 05 AMU 06 ARK 07 AST 08 BA 09 BEL 10 BRY 11 BU 12 CE 13 CHE 15 CHU 16 CU 17 DA 19 IN 20 IRK
	21 IVA 22 KB 23 KGD 24 KL 25 KLU 27 KC 28 KR 29 KEM 30 KHA 31 KK 32 KHM 33 KIR 34 KO 37 KOS 38 KDA 40 KGN 41 KRS
	42 LEN 43 LIP 44 MAG 45 ME 46 MO 47 MOS 48 MOW 49 MUR 50 NEN 51 NIZ 52 NGR 53 NVS 54 OMS 55 ORE 56 ORL 57 PNZ
	59 PRI 60 PSK 61 ROS 62 RYA 63 SA 64 SAK 65 SAM 66 SPE 67 SAR 68 SE 69 SMO 70 STA 71 SVE 72 TAM 73 TA 75 TOM
	76 TUL 77 TVE 78 TYU 79 TY 80 UD 81 ULY 83 VLA 84 VGG 85 VLG 86 VOR 87 YAN 88 YAR 89 YEV 90 PER 91 KYA 92 KAM
	93 ZAB`
		.trim()
		.split(/\s+/)
		.flatMap((word, index, words) =>
			index % 2 === 0 ? [[word, `RU-${words[index + 1] ?? ''}` as RegionCode]] : [],
		),
);

/** The places of Russia in the list; parts of towns and places left or gone are not places of their own. */
export function listPlaces(file: string): ListedPlace[] {
	const places: ListedPlace[] = [];
	for (const line of readFileSync(file, 'utf8').split('\n')) {
		const cell = line.split('\t');
		const region = regionOf[cell[10] ?? ''];
		if (cell[8] !== 'RU' || region === undefined) continue;
		const kind = cell[7] ?? '';
		if (['PPLX', 'PPLH', 'PPLQ', 'PPLL'].includes(kind)) continue;
		places.push({
			id: Number(cell[0]),
			name: cell[1] ?? '',
			otherNames: (cell[3] ?? '').split(','),
			latitude: Number(cell[4]),
			longitude: Number(cell[5]),
			kind,
			region,
			population: Number(cell[14]),
		});
	}
	return places;
}
