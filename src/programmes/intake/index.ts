/** The server door of the intake: what a person writes in, and how they come back for the answer. */
import './tables.ts';

export { followPage, writePage } from './visitor/pages.ts';
