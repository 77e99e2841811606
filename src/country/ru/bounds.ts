/** The part of the globe the country lies in; in the east it goes on beyond the line of 180°. */
export const bounds = { south: 41, north: 82, west: 19.6, east: -168.9 } as const;
