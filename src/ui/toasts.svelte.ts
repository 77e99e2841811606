import { untrack } from 'svelte';

// Short words about what has just happened. They are announced politely and take no focus.

/** One of them. `action` undoes or shows it. */
export interface Toast {
	id: number;
	text: string;
	/** urgent stays until it is put away. */
	kind: 'done' | 'urgent';
	action?: { label: string; run: () => void };
}

const STAY = 8000;

/** A line of toasts; the desk makes one and hands it to its pages. */
export function createToasts() {
	let shown = $state.raw<Toast[]>([]);
	let last = 0;
	const timers = new Map<number, ReturnType<typeof setTimeout>>();

	function dismiss(id: number) {
		clearTimeout(timers.get(id));
		timers.delete(id);
		shown = shown.filter((toast) => toast.id !== id);
	}
	/** Starts (again) the time a toast stays. */
	function release(toast: Toast) {
		clearTimeout(timers.get(toast.id));
		if (toast.kind === 'urgent') return;
		timers.set(
			toast.id,
			setTimeout(() => dismiss(toast.id), STAY),
		);
	}
	return {
		get shown() {
			return shown;
		},
		say(text: string, more: Partial<Pick<Toast, 'kind' | 'action'>> = {}) {
			const toast: Toast = { id: ++last, text, kind: more.kind ?? 'done', action: more.action };
			// Said from an effect, it must not make that effect run again.
			shown = [...untrack(() => shown), toast];
			release(toast);
			return toast.id;
		},
		dismiss,
		release,
		/** While somebody reads or reaches for it, it stays. */
		hold(toast: Toast) {
			clearTimeout(timers.get(toast.id));
		},
	};
}

export type Toasts = ReturnType<typeof createToasts>;
