import { describe, expect, it } from 'vitest';
import { DashboardCreation, DashboardUpdate, DigestQuery } from '#lib/dashboards/schema';

const ID = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';

/** The paths at which a dashboard with these tiles is refused. */
function refused(tiles: unknown, rest: object = {}): string[] {
  const parsed = DashboardCreation.safeParse({ name: 'A', definition: { tiles, ...rest } });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
}

describe('a dashboard', () => {
  it('needs only a name', () => {
    expect(DashboardCreation.parse({ name: ' Monday ' })).toEqual({
      name: 'Monday',
      definition: { range: '28d', timeZone: 'UTC', tiles: [] },
    });
  });

  it('keeps a tile of each kind', () => {
    const head = { id: ID, width: 'half' };
    const tiles = [
      { ...head, kind: 'funnel', funnelId: OTHER, view: 'columns' },
      { ...head, kind: 'metric', feature: 'shop', metric: 'adoptionRate', view: 'number' },
      { ...head, kind: 'retention', feature: 'shop', interval: 'week', view: 'triangle' },
      { ...head, kind: 'stickiness' },
      { ...head, kind: 'lifecycle', interval: 'week' },
      { ...head, kind: 'text', text: 'Hello', title: 'Hi' },
    ].map((tile, n) => ({ ...tile, id: ID.replace(/1$/, String(n)) }));
    const written = tiles.map(({ width: _, ...tile }) => tile);
    expect(DashboardCreation.parse({ name: 'A', definition: { tiles: written } }).definition.tiles).toEqual(
      tiles,
    );
  });

  it.each([
    ['a kind that there is not', [{ id: ID, kind: 'pie' }], 'tiles.0.kind'],
    ['a funnel without one', [{ id: ID, kind: 'funnel' }], 'tiles.0.funnelId'],
    ['an unknown metric', [{ id: ID, kind: 'metric', feature: 'a', metric: 'fame' }], 'tiles.0.metric'],
    ['an unknown field', [{ id: ID, kind: 'stickiness', colour: 'red' }], 'tiles.0'],
    ['a text without words', [{ id: ID, kind: 'text', text: '  ' }], 'tiles.0.text'],
    ['a tile without an id', [{ kind: 'text', text: 'a' }], 'tiles.0.id'],
    ['two tiles of one id', [ID, ID].map((id) => ({ id, kind: 'text', text: 'a' })), 'tiles'],
    ['too many tiles', Array.from({ length: 41 }, (_, n) => textTile(n)), 'tiles'],
  ])('is refused with %s', (_, tiles, path) => {
    expect(refused(tiles)).toEqual([`definition.${path}`]);
  });

  it.each([['a year'], ['2026-02-30..2026-03-01'], ['2026-03-02..2026-03-01'], ['0d']])(
    'is refused with the range %s',
    (range) => {
      expect(refused([], { range })).toEqual(['definition.range']);
    },
  );

  it('is refused with a zone that there is not, and an edit without its version', () => {
    expect(refused([], { timeZone: 'Mars/Olympus' })).toEqual(['definition.timeZone']);
    expect(DashboardUpdate.safeParse({ name: 'A', definition: {} }).success).toBe(false);
  });
});

describe('the address of a digest', () => {
  it.each([
    ['2026-W47', true],
    ['2026-47', false],
    ['2026-W4', false],
  ])('%s is a week: %s', (week, isOne) => {
    expect(DigestQuery.safeParse({ week }).success).toBe(isOne);
  });
});

function textTile(n: number) {
  return { id: ID.slice(0, -2) + String(n).padStart(2, '0'), kind: 'text', text: 'a' };
}
