/** What organisations work on: the same tree for every programme, in browser and server. */
export { findTheme, themeAbove, themeLabel, themes, underTheme } from './model.ts';
