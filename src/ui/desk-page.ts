// What the desk's shell is told. Words come from the caller, in the reader's language.
import type { PageLink } from './page.ts';

/** One of the three panes. */
export type Pane = 'queue' | 'file' | 'context';

/** A section of the desk; `count` is what waits there, `countLabel` says it in words. */
export interface DeskLink extends PageLink {
	count?: number;
	countLabel?: string;
}

/** The quiet line on top: off line, what waits to be sent, a restore under way. */
export interface DeskLine {
	kind: 'offline' | 'sending' | 'info' | 'urgent';
	text: string;
	action?: { label: string; run: () => void };
}
