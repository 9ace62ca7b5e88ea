import { AppError } from '#lib/core/errors';
import { EventBatch, MAX_EVENTS } from '#lib/events/schema';

/** A line that is no JSON at all; its neighbours may be fine. */
export class UnreadableLine {
  constructor(
    readonly message: string,
    readonly text: string,
  ) {}
}

/**
 * The events of a body, not yet looked into: `{ "events": […] }`, or one JSON value a line (empty lines count for
 * nothing, also in the numbering).
 *
 * @throws AppError `invalid` when the body as a whole cannot be read, `too_large` for too many events.
 */
export function readBatch(body: string, format: 'json' | 'ndjson'): unknown[] {
  const events = format === 'json' ? readJson(body) : readLines(body);
  if (events.length > MAX_EVENTS) {
    throw new AppError(
      'too_large',
      `The body has ${events.length} events; send at most ${MAX_EVENTS} at a time. Nothing was stored.`,
    );
  }
  return events;
}

function readJson(body: string): unknown[] {
  const parsed = EventBatch.safeParse(parse(body));
  if (parsed.success) return parsed.data.events;
  throw new AppError('invalid', 'The body must be { "events": [ … ] } and nothing else.', {
    errors: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AppError('invalid', 'The body is not JSON.');
  }
}

function readLines(body: string): unknown[] {
  return body
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        return JSON.parse(line) as unknown;
      } catch {
        return new UnreadableLine('This line is not JSON.', line);
      }
    });
}
