import { describe, expect, it } from 'vitest';
import { keysOf, sampleJsonLines } from '#lib/events/import/sniff-json';

describe('sampleJsonLines', () => {
  it.each([
    ['passes over what is no object', '{"a":1}\n[2]\nnonsense\n\n{"b":2}', true, [{ a: 1 }, { b: 2 }]],
    ['leaves out a last line that may be cut', '{"a":1}\n{"b":', false, [{ a: 1 }]],
    ['stops when it has enough', '{"a":1}\n{"a":2}\n{"a":3}', true, [{ a: 1 }, { a: 2 }]],
  ])('%s', (_, text, isWhole, expected) => {
    expect(sampleJsonLines(text, isWhole, 2)).toEqual(expected);
  });
});

describe('keysOf', () => {
  it('opens objects one level deep, and shows values as texts', () => {
    const { keys, rows } = keysOf([
      { user: 'u', n: 1.5, ok: true, properties: { plan: 'pro', list: [1] } },
      { user: '', late: null, properties: {} },
    ]);
    expect(keys).toEqual([
      { name: 'user', path: ['user'] },
      { name: 'n', path: ['n'] },
      { name: 'ok', path: ['ok'] },
      { name: 'properties.plan', path: ['properties', 'plan'] },
      { name: 'properties.list', path: ['properties', 'list'] },
      { name: 'late', path: ['late'] },
    ]);
    expect(rows).toEqual([
      ['u', '1.5', 'true', 'pro', '[1]', null],
      [null, null, null, null, null, null],
    ]);
  });
});
