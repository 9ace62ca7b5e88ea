import { afterEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import { type OpenLookout, openLookout } from '#lib/http/lookout';
import { testCtx } from '#lib/testing/ctx';
import { instantPace } from '#lib/testing/instant-pace';

let lookout: OpenLookout | undefined;

afterEach(() => lookout?.close());

/** A lookout whose cloud only counts how often it was looked at. */
function counting() {
  const looks = { count: 0 };
  const cloud = new Proxy({} as Ctx['cloud'], {
    get: () => {
      looks.count += 1;
      throw new Error('Nothing is there.');
    },
  });
  lookout = openLookout(() => testCtx({ cloud, pace: instantPace(new Date()) }));
  return { lookout, looks };
}

describe('the lookout', () => {
  it('begins to look when somebody asks', async () => {
    const { lookout: one, looks } = counting();
    expect(one.now().readAt).toBeNull();
    await expect.poll(() => looks.count).toBeGreaterThan(0);
  });

  it('does not look for those who only pass by', async () => {
    const { lookout: one, looks } = counting();
    expect(one.now({ isPassing: true }).readAt).toBeNull();
    await new Promise(setImmediate);
    expect(looks.count).toBe(0);
  });
});
