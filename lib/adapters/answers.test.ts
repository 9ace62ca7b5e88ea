import { describe, expect, it } from 'vitest';
import { openAnswers } from '#lib/adapters/answers';

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe('answers', () => {
  it('works equal questions out once, also when they are asked at the same time', async () => {
    const answers = openAnswers();
    const gate = deferred<number>();
    let runs = 0;
    const work = () => {
      runs += 1;
      return gate.promise;
    };
    const both = [answers.once('q', undefined, work), answers.once('q', undefined, work)];
    gate.resolve(7);
    expect(await Promise.all(both)).toEqual([
      { value: 7, cached: false },
      { value: 7, cached: false },
    ]);
    expect(await answers.once('q', undefined, work)).toEqual({ value: 7, cached: true });
    expect(runs).toBe(1);
  });

  it('does not keep a failure', async () => {
    const answers = openAnswers();
    await expect(answers.once('q', undefined, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await answers.once('q', undefined, async () => 1)).toEqual({ value: 1, cached: false });
  });

  it('lets one asker leave while another still waits, and stops the work when the last has left', async () => {
    const answers = openAnswers();
    const gate = deferred<number>();
    let workSignal: AbortSignal | undefined;
    const work = (signal: AbortSignal) => {
      workSignal = signal;
      return gate.promise;
    };
    const [first, second] = [new AbortController(), new AbortController()];
    const one = answers.once('q', first.signal, work);
    const two = answers.once('q', second.signal, work);
    first.abort(new Error('left'));
    await expect(one).rejects.toThrow('left');
    expect(workSignal?.aborted).toBe(false);
    second.abort(new Error('left too'));
    await expect(two).rejects.toThrow('left too');
    expect(workSignal?.aborted).toBe(true);
    gate.reject(new Error('stopped'));
    expect(await answers.once('q', undefined, async () => 2)).toEqual({ value: 2, cached: false });
  });

  it('forgets the longest unused when it is full', async () => {
    const answers = openAnswers(40);
    const ask = (key: string) => answers.once(key, undefined, async () => 'xxxxxxxx');
    for (const key of ['a', 'b', 'c', 'd']) await ask(key);
    await ask('a');
    await ask('e');
    expect((await ask('a')).cached).toBe(true);
    expect((await ask('b')).cached).toBe(false);
  });
});
