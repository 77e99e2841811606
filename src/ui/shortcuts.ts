// Single-key shortcuts of the desk: registered by the pages that answer to them, listed by `?`,
// silent while somebody types. Letters are found by their place on the keyboard where the layout is
// not Latin, so `j` works under ЙЦУКЕН as well.

/** One shortcut. `keys` is a letter, `/`, `?`, a named key ("Escape"), or "mod+k" (Ctrl, or ⌘). */
export interface Shortcut {
	keys: string;
	/** What it does, in the reader's language; `?` lists it under `group`. */
	label: string;
	group: string;
	run: () => void;
}

export interface Shortcuts {
	/** Adds shortcuts; the one registered last answers first. Returns what takes them away. */
	register: (added: Shortcut[]) => () => void;
	/** What is registered now, each key once, in the order it was registered. */
	list: () => Shortcut[];
	/** Single keys can be switched off (WCAG 2.1.4); those with a modifier stay. */
	enabled: boolean;
	/** Give this every keydown of the window; it prevents the default of those it answers. */
	handle: (event: KeyboardEvent) => void;
}

type Press = Pick<
	KeyboardEvent,
	'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
>;

/** The name under which a press would be registered; nothing for a bare modifier or a composition. */
export function nameOfPress(press: Press): string | undefined {
	if (press.isComposing || press.altKey || ['Shift', 'Control', 'Meta', 'Alt'].includes(press.key)) return;
	const key = latinKey(press);
	return press.ctrlKey || press.metaKey ? `mod+${key}` : key;
}

function latinKey({ key, code, shiftKey }: Press): string {
	if (key.length > 1) return key;
	// On the Russian layout the key of `/` gives a full stop, and with Shift a comma.
	if (code === 'Slash' && (key === '.' || key === ',')) return shiftKey ? '?' : '/';
	if (key < '\u0080') return key.toLowerCase();
	return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key;
}

function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.isContentEditable || target.matches('textarea, select')) return true;
	return (
		target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
	);
}

/** A registry; the desk makes one and hands it to its pages. */
export function createShortcuts(): Shortcuts {
	let registered: Shortcut[] = [];
	return {
		enabled: true,
		register(added) {
			registered = [...registered, ...added];
			return () => {
				registered = registered.filter((shortcut) => !added.includes(shortcut));
			};
		},
		list() {
			return [...new Map(registered.map((shortcut) => [shortcut.keys, shortcut])).values()];
		},
		handle(event) {
			if (event.defaultPrevented) return;
			const name = nameOfPress(event);
			if (name === undefined) return;
			if (!name.startsWith('mod+') && (!this.enabled || isTyping(event.target))) return;
			// A dialog has the floor: only its own keys and those with a modifier answer.
			if (!name.startsWith('mod+') && document.querySelector('[role=dialog],[role=alertdialog],[role=menu]'))
				return;
			const shortcut = registered.findLast(({ keys }) => keys === name);
			if (!shortcut) return;
			event.preventDefault();
			shortcut.run();
		},
	};
}

/** How a shortcut is printed: "mod+k" as Ctrl K, or ⌘ K on a Mac. */
export function keysToShow(keys: string, platform = ''): string[] {
	return keys.split('+').map((key) => {
		if (key === 'mod') return /mac|iphone|ipad/i.test(platform) ? '⌘' : 'Ctrl';
		return key.length === 1 ? key.toUpperCase() : key;
	});
}
