import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeLog, scrub } from './log.ts';

const secret = 'Irina Petrova, cell 14';

describe('what a line of the log can say', () => {
	it('keeps the class and place of an error, never its text', () => {
		const lines: string[] = [];
		const log = makeLog((line) => lines.push(line));
		const error = Object.assign(new Error(`duplicate key (name)=(${secret})`), { code: '23505' });
		log.problem('job.failed', { task: 'x', error });
		const said = JSON.parse(lines[0] ?? '') as { error: { name: string; code: string; frames: string[] } };
		expect(lines.join('')).not.toContain('Petrova');
		expect(said.error).toMatchObject({ name: 'Error', code: '23505' });
		expect(said.error.frames[0]).toMatch(/log\.test\.ts:\d+$/);
	});

	it('lets nothing of a message, name or code through, whatever they hold', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 6 }), (text) => {
				const planted = `«${text}»`;
				const error = Object.assign(new Error(planted), { code: planted, name: planted });
				expect(JSON.stringify({ name: scrub(error).name, code: scrub(error).code })).not.toContain('«');
			}),
		);
	});

	it('tells the time to the minute', () => {
		const lines: string[] = [];
		makeLog((line) => lines.push(line)).info('ready');
		expect(lines[0]).toMatch(/^\{"at":"\d{4}-\d\d-\d\dT\d\d:\d\dZ",/);
	});

	it('says nothing of ordinary events when it is told to be quiet, but still of problems', () => {
		const lines: string[] = [];
		const log = makeLog((line) => lines.push(line), 'quiet');
		log.info('answered', { status: 200 });
		log.problem('not-ready');
		expect(lines).toHaveLength(1);
	});
});
