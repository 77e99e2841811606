/** The browser door of joint actions. */
export { jointActionsPublic } from './public.ts';
export { jointActionsSections } from './sections.ts';
export { default as ActionDesk } from './desk/ActionDesk.svelte';
export { default as ActionsDesk } from './desk/ActionsDesk.svelte';
export { default as NewActionPage } from './desk/NewActionPage.svelte';
export { default as LetterDesk } from './desk/LetterDesk.svelte';
export { default as LettersDesk } from './desk/LettersDesk.svelte';
export { default as NewLetterPage } from './desk/NewLetterPage.svelte';
export { default as LetterPage } from './public/LetterPage.svelte';
export { default as LettersPage } from './public/LettersPage.svelte';
export { default as SignedLetters } from './public/SignedLetters.svelte';
