/** Minutes, for data that is written in hours, days and weeks. */
export const hours = (n: number): number => n * 60;
export const days = (n: number): number => n * 1440;
export const weeks = (n: number): number => n * 10_080;
