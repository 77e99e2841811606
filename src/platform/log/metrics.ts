import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Counters for `/metrics` (loopback only). Labels are route patterns and words of ours, never data. */
export interface Metrics {
	readonly registry: Registry;
	readonly requests: Counter<'route' | 'status'>;
	readonly duration: Histogram<'route'>;
	readonly cacheHits: Counter;
	readonly live: Gauge;
	readonly jobsFailed: Counter<'task'>;
}

export function makeMetrics(): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry, prefix: 'accord_' });
	const registers = [registry];
	return {
		registry,
		requests: new Counter({
			name: 'accord_requests_total',
			help: 'Answers by route and status class',
			labelNames: ['route', 'status'],
			registers,
		}),
		duration: new Histogram({
			name: 'accord_request_seconds',
			help: 'Time to answer',
			labelNames: ['route'],
			buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
			registers,
		}),
		cacheHits: new Counter({
			name: 'accord_page_cache_hits_total',
			help: 'Pages answered from memory',
			registers,
		}),
		live: new Gauge({ name: 'accord_live_connections', help: 'Open desks', registers }),
		jobsFailed: new Counter({
			name: 'accord_jobs_failed_total',
			help: 'Jobs that failed',
			labelNames: ['task'],
			registers,
		}),
	};
}
