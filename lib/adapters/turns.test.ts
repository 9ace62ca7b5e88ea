import { describe, expect, it } from 'vitest';
import { Turns } from '#lib/adapters/turns';

/** Work that ends when the test says so. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('Turns', () => {
  it('lets as many run as there are turns, the others in order', async () => {
    const turns = new Turns(2);
    const gates = [gate(), gate(), gate(), gate()];
    const started: number[] = [];
    const all = gates.map(({ opened }, n) =>
      turns.take(never, async () => {
        started.push(n);
        await opened;
      }),
    );
    await settled();
    expect(started).toEqual([0, 1]);
    gates[1]?.open();
    await settled();
    expect(started).toEqual([0, 1, 2]);
    for (const { open } of gates) open();
    await Promise.all(all);
    expect(started).toEqual([0, 1, 2, 3]);
  });

  it('forgets those who leave the queue, and passes the turn on after a failure', async () => {
    const turns = new Turns(1);
    const first = gate();
    const failing = turns.take(never, async () => {
      await first.opened;
      throw new Error('failed');
    });
    const leaver = new AbortController();
    const left = turns.take(leaver.signal, async () => 'left');
    const last = turns.take(never, async () => 'last');
    leaver.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    first.open();
    await expect(failing).rejects.toThrow('failed');
    expect(await last).toBe('last');
    expect(await turns.take(never, async () => 'again')).toBe('again');
    await expect(turns.take(leaver.signal, async () => 'late')).rejects.toThrow('gone');
  });
});
