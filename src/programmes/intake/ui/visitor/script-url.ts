// oxlint-disable-next-line import/default -- Vite makes the module: the address of one bundled, hashed file
import scriptUrl from './write-script/main.ts?worker&url';

/** Where the page's one script is. */
export { scriptUrl };
