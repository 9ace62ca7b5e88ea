import { describe, expect, it } from 'vitest';
import { backupNameOf } from '#lib/tables/backup-name';
import { isSelected, type Selection } from '#lib/tables/selection';

const item = { plan: { S: 'premium' }, seats: { N: '12' }, active: { BOOL: true }, tags: { SS: ['a'] } };
const matching = (attribute: string, value: string): Selection => ({ of: 'matching', attribute, value });

describe('a critical item', () => {
  it.each<[Selection, boolean]>([
    [{ of: 'all' }, true],
    [matching('plan', 'premium'), true],
    [matching('plan', 'free'), false],
    [matching('plan', 'Premium'), false],
    [matching('seats', '12'), true],
    [matching('seats', '12.0'), true],
    [matching('seats', ''), false],
    [matching('active', 'true'), true],
    [matching('active', 'false'), false],
    [matching('tags', 'a'), false],
    [matching('missing', ''), false],
  ])('by %j is one: %s', (selection, isOne) => {
    expect(isSelected(item, selection)).toBe(isOne);
  });
});

describe('the name of a backup', () => {
  it('says what for and when, in characters that AWS takes, and differs by its id', () => {
    const at = new Date('2026-11-30T22:30:05.123Z');
    expect(backupNameOf('pre-deploy', at, '1b9d6bcd-bbfd-4b2d')).toBe('pre-deploy-20261130T223005Z-1b9d6bcd');
    expect(backupNameOf('by-hand', at, 'other-id')).toMatch(/^[a-zA-Z0-9_.-]{3,255}$/);
  });
});
