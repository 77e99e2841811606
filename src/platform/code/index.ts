/** What browsers are handed, and whether a server hands out just that. */
export { digestOf, readManifest, type Manifest } from './manifest.ts';
export { verifyServed, type Difference } from './verify.ts';
