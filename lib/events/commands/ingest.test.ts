import { describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import type { StoredEvent } from '#lib/core/event-store';
import { ingest } from '#lib/events/commands/ingest';
import { testCtx } from '#lib/testing/ctx';
import { testDatabase } from '#lib/testing/database';

/** A store in memory, as the port describes it. */
function memoryStore() {
  const stored = new Map<string, StoredEvent>();
  return {
    stored,
    hasSource: async () => false,
    removeSource: async () => false,
    append: async (events: StoredEvent[]) =>
      events.flatMap((event, index) => {
        if (stored.has(event.eventId)) return [index];
        stored.set(event.eventId, event);
        return [];
      }),
  };
}

const body = (...events: unknown[]) => JSON.stringify({ events });
const view = (id?: string) => ({ ...(id ? { id } : {}), userId: 'u', type: 'view' });

describe('ingest', () => {
  it('stores what is sound, counts what is known, and says what is wrong with the rest', async () => {
    const events = memoryStore();
    const ctx = testCtx({ events });
    const answer = await ingest(ctx, {
      body: body(view('a'), { userId: 'u' }, view('a'), view(), 'text'),
      format: 'json',
    });
    expect(answer).toEqual({
      accepted: 2,
      duplicates: 1,
      rejected: [
        { index: 1, message: expect.stringMatching(/^type: /) },
        { index: 4, message: expect.stringContaining('expected object') },
      ],
    });
    expect([...events.stored.keys()]).toEqual(['a', '00000000-0000-4000-9000-000000000001']);
  });

  it('reads lines, and loses none for a bad one', async () => {
    const events = memoryStore();
    const lines = [JSON.stringify(view('a')), '', '{"userId":', `${JSON.stringify(view('b'))}\r`, ''].join(
      '\n',
    );
    expect(await ingest(testCtx({ events }), { body: lines, format: 'ndjson' })).toEqual({
      accepted: 2,
      duplicates: 0,
      rejected: [{ index: 1, message: 'This line is not JSON.' }],
    });
  });

  it.each([
    ['no JSON', '{', 'json', 'invalid'],
    ['no events', '{}', 'json', 'invalid'],
    ['a list alone', '[]', 'json', 'invalid'],
    ['another field', '{"events": [], "more": 1}', 'json', 'invalid'],
    ['too many events', body(...Array.from({ length: 10_001 }, () => 1)), 'json', 'too_large'],
    ['too many lines', '1\n'.repeat(10_001), 'ndjson', 'too_large'],
  ] as const)('refuses the whole for %s', async (_, text, format, code) => {
    await expect(ingest(testCtx(), { body: text, format })).rejects.toMatchObject({ code });
  });

  it('accepts an empty batch without touching the store', async () => {
    expect(await ingest(testCtx(), { body: body(), format: 'json' })).toMatchObject({ accepted: 0 });
  });
});

describe('ingest under an idempotency key', () => {
  const claimed = (ctx: Partial<Ctx>, key = 'k') => testCtx({ ...ctx, idempotency: { key, request: 'r' } });

  it('gives the first answer again and adds nothing', async () => {
    const { db, close } = await testDatabase();
    const events = memoryStore();
    const input = { body: body(view(), view('a'), view()), format: 'json' } as const;
    const first = await ingest(claimed({ db, events }), input);
    const again = await ingest(claimed({ db, events }), input);
    expect(first).toEqual({ accepted: 3, duplicates: 0, rejected: [] });
    expect(again).toEqual(first);
    expect(events.stored.size).toBe(3);
    await ingest(claimed({ db, events }, 'other key'), input);
    expect(events.stored.size).toBe(5);
    await close();
  });

  it('adds nothing either when the first attempt died after storing, or runs at the same time', async () => {
    const { db, close } = await testDatabase();
    const events = memoryStore();
    const input = { body: body(view(), view()), format: 'json' } as const;
    const attempt = () => ingest(claimed({ db, events }), input);
    await attempt();
    await db.idempotencyRecord.deleteMany();
    const answers = await Promise.all([attempt(), attempt()]);
    expect(answers).toEqual([1, 2].map(() => ({ accepted: 2, duplicates: 0, rejected: [] })));
    expect(events.stored.size).toBe(2);
    await close();
  });

  it('refuses the key for another body', async () => {
    const { db, close } = await testDatabase();
    const ctx = claimed({ db, events: memoryStore() });
    await ingest(ctx, { body: body(view('a')), format: 'json' });
    await expect(ingest(ctx, { body: body(view('b')), format: 'json' })).rejects.toMatchObject({
      code: 'unprocessable',
    });
    await close();
  });
});
