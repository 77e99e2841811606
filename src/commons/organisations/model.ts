/** A text in both languages. */
export interface InBoth {
	readonly ru: string;
	readonly en: string;
}

/** The network that this installation serves. */
export interface Network {
	readonly id: string;
	readonly name: InBoth;
	/** As people read it; empty when there is none. */
	readonly telephone: string;
	readonly postalAddress: InBoth;
	/** 16 bytes; one for the network, so that a follow-up code alone finds its dialogue. */
	readonly followSalt: Uint8Array;
	/** The organisation that is the network's office. */
	readonly office: string;
}

/** An organisation as the public may know it. */
export interface Organisation {
	readonly id: string;
	readonly slug: string;
	readonly name: InBoth;
	readonly town: InBoth;
	readonly about: InBoth;
	/** ISO 3166-2, `RU-MOW`. */
	readonly region: string;
	readonly telephone: string;
	readonly state: 'applied' | 'active' | 'refused' | 'left';
	readonly office: boolean;
	/** Hash of its membership log's first entry: its identity. */
	readonly genesisHash: Uint8Array | undefined;
	readonly signPublic: Uint8Array | undefined;
	readonly recoveryPublic: Uint8Array | undefined;
}
