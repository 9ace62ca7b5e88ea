import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Store } from '#lib/sandbox/cloud/frame/store';
import { temporaryFolder } from '#lib/testing/store';

let place: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  place = await temporaryFolder();
});

afterEach(() => place.remove());

const names = () => new Store(place.folder).collection<{ n: number }>('things').list();

describe('the store', () => {
  it('has after a restart what was committed, and nothing else', () => {
    const store = new Store(place.folder);
    const things = store.collection<{ n: number }>('things');
    things.put('a', { n: 1 });
    things.put('b', { n: 2 });
    store.commit();
    things.delete('a');
    things.put('b', { n: 3 });
    store.commit();
    things.put('c', { n: 4 });
    expect(names()).toEqual([{ n: 3 }]);
  });

  it('has each commit whole or not at all, wherever its file ends', () => {
    const store = new Store(place.folder);
    const things = store.collection<{ n: number }>('things');
    things.put('a', { n: 1 });
    store.commit();
    const file = path.join(place.folder, 'state.ndjson');
    const before = readFileSync(file).length;
    things.put('a', { n: 2 });
    things.put('b', { n: 2 });
    store.commit();
    const whole = readFileSync(file);
    for (let end = before; end <= whole.length; end += 1) {
      writeFileSync(file, whole.subarray(0, end));
      const isWhole = end === whole.length;
      expect(names()).toEqual(isWhole ? [{ n: 2 }, { n: 2 }] : [{ n: 1 }]);
    }
  });

  it('goes on after a half-written line', () => {
    new Store(place.folder).commit();
    appendFileSync(path.join(place.folder, 'state.ndjson'), '[["things","x",{"n"');
    const store = new Store(place.folder);
    store.collection<{ n: number }>('things').put('a', { n: 1 });
    store.commit();
    expect(names()).toEqual([{ n: 1 }]);
  });
});
