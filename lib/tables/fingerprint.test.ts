import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#lib/core/hash';
import type { KeyPart, TableItem } from '#lib/core/tables';
import { canonicalItem, keyOfItem, keyWords } from '#lib/tables/canonical-item';
import { EMPTY_FINGERPRINT, hashText, merged, withItem } from '#lib/tables/fingerprint';

const of = (texts: readonly string[]) =>
  texts.reduce((all, text) => withItem(all, sha256(text)), EMPTY_FINGERPRINT);

describe('a fingerprint', () => {
  const texts = fc.uniqueArray(fc.string(), { maxLength: 20 });

  it('does not know in which order and parts items were read', () => {
    fc.assert(
      fc.property(texts, fc.nat(20), (all, cut) => {
        const parts = [all.slice(0, cut), all.slice(cut)];
        expect(merged(parts.map((part) => of([...part].reverse())))).toEqual(of(all));
      }),
    );
  });

  it('is another when one item is another, is missing or is there twice', () => {
    fc.assert(
      fc.property(
        texts.filter(({ length }) => length > 0),
        fc.string(),
        (all, other) => {
          const [first = '', ...rest] = all;
          fc.pre(other !== first);
          const hash = hashText(of(all));
          expect(hashText(of([other, ...rest]))).not.toBe(hash);
          expect(hashText(of(rest))).not.toBe(hash);
          expect(hashText(of([...all, first]))).not.toBe(hash);
        },
      ),
    );
  });

  it('is written as 64 hex digits', () => {
    expect(hashText(EMPTY_FINGERPRINT)).toBe('0'.repeat(64));
    expect(hashText(of(['a']))).toBe(sha256('a'));
  });
});

describe('the canonical text of an item', () => {
  const item: TableItem = {
    id: { S: 'a' },
    tags: { SS: ['b', 'a'] },
    more: { M: { list: { L: [{ NS: ['2', '1'] }, { S: 'z' }] }, deep: { BOOL: true } } },
  };

  it('does not know the order of attributes and of sets', () => {
    const same: TableItem = {
      more: { M: { deep: { BOOL: true }, list: { L: [{ NS: ['1', '2'] }, { S: 'z' }] } } },
      tags: { SS: ['a', 'b'] },
      id: { S: 'a' },
    };
    expect(canonicalItem(same)).toBe(canonicalItem(item));
  });

  it.each<[string, TableItem]>([
    ['another value', { ...item, id: { S: 'b' } }],
    ['another type', { ...item, id: { N: '1' } }],
    ['another order of a list', { ...item, more: { M: { list: { L: [{ S: 'z' }, { NS: ['1', '2'] }] } } } }],
    ['one attribute less', { id: { S: 'a' } }],
  ])('knows %s', (_, other) => {
    expect(canonicalItem(other)).not.toBe(canonicalItem(item));
  });

  it('names an item by its key alone', () => {
    const key: KeyPart[] = [
      { attribute: 'user', role: 'HASH' },
      { attribute: 'number', role: 'RANGE' },
    ];
    const keyed = { number: { N: '7' }, secret: { S: 'x' }, user: { S: 'u-1' } };
    expect(keyOfItem(keyed, key)).toEqual({ user: { S: 'u-1' }, number: { N: '7' } });
    expect(keyWords(keyed, key)).toBe('user u-1, number 7');
  });
});
