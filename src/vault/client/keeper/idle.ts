const CHECK = 5_000;

/**
 * Locks after a time without a sign of life. The wall clock is asked at every check, and before every
 * operation (`due`): timers stand still while a machine sleeps.
 */
export interface IdleLock {
	touch(): void;
	due(): boolean;
	minutes(): number;
	setMinutes(minutes: number): void;
	stop(): void;
}

export const IDLE_MINUTES = { usual: 15, least: 1, most: 240 };

/** Begins to watch; `lock` runs once each time the keeper has been left alone for too long. */
export function watchIdle(lock: () => void, now: () => number = Date.now): IdleLock {
	let last = now();
	let minutes = IDLE_MINUTES.usual;
	const due = () => Math.abs(now() - last) >= minutes * 60_000;
	const timer = setInterval(() => {
		if (due()) lock();
	}, CHECK);
	return {
		touch() {
			last = now();
		},
		due,
		minutes: () => minutes,
		setMinutes(wanted) {
			minutes = Math.min(IDLE_MINUTES.most, Math.max(IDLE_MINUTES.least, Math.round(wanted)));
		},
		stop: () => clearInterval(timer),
	};
}
