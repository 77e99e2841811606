/** The server door of the vault: it keeps and checks what is sealed, and opens nothing. */
import './tables.ts';

export { nextChange } from './store/change.ts';
