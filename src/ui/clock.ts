import { createSubscriber } from 'svelte/reactivity';

// One tick for every Time on a page; it stops when none is shown, and never runs on the server.
const tick = createSubscriber((update) => {
	const timer = setInterval(update, 30_000);
	return () => clearInterval(timer);
});

/** The present moment; read in a template or an effect, it is read again every half minute. */
export function presentMoment(): number {
	tick();
	return Date.now();
}
