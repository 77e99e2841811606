import type { DemoOrganisation } from './model.ts';
import { easternOrganisations } from './organisations/east.ts';
import { westernOrganisations } from './organisations/west.ts';

/**
 * Invented organisations in real towns. In Tula, Voronezh, Saint Petersburg and Yekaterinburg there are two;
 * those of Tula work on either side of one street and have never met.
 */
export const organisations: readonly DemoOrganisation[] = [...westernOrganisations, ...easternOrganisations];
