/** The browser door of the desk: what pages of every programme stand in. */
export { default as DeskFrame } from './DeskFrame.svelte';
export { default as DeskOverlays } from './DeskOverlays.svelte';
export { Draft } from './draft.svelte.ts';
export type { Names } from './names.svelte.ts';
export { DeskTab, provideDesk, useDesk } from './desk-tab.svelte.ts';
export type { DeskRole, DeskSection, Reader } from './reader.ts';
