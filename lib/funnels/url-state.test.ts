import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkFilter, LinkStep } from '#lib/funnels/url-grammar';
import {
  type Draft,
  NEW_DRAFT,
  readLink,
  readPeople,
  readWindow,
  writeLink,
  writePeople,
  writeWindow,
} from '#lib/funnels/url-state';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const scalar = fc.oneof(
  text,
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** `-0` and `0` are one number in a link. */
const value = scalar.map((one) => (one === 0 ? 0 : one));

const filter: fc.Arbitrary<LinkFilter> = fc.oneof(
  fc.record({ property: name, op: fc.constantFrom('eq', 'neq', 'gt', 'lte', 'contains'), value }),
  fc.record({ property: name, op: fc.constant('exists') }),
  fc.record({
    property: name,
    op: fc.constant('in'),
    value: fc.array(value, { minLength: 1, maxLength: 3 }),
  }),
);

const step: fc.Arbitrary<LinkStep> = fc.record(
  {
    step: fc.array(fc.oneof(text, fc.constant('*')), { minLength: 1, maxLength: 3 }),
    name: text,
    feature: text,
    filters: fc.array(filter, { maxLength: 2 }),
    optional: fc.boolean(),
  },
  { requiredKeys: ['step', 'filters', 'optional'] },
);

const draft: fc.Arbitrary<Draft> = fc.record({
  feature: fc.option(name),
  steps: fc.array(step, { minLength: 2, maxLength: 6 }),
  windowSeconds: fc.integer({ min: 1, max: 365 * 86_400 }),
  order: fc.constantFrom('ordered', 'strict', 'any'),
  unit: fc.constantFrom('user', 'session'),
  breakdown: fc.option(name),
  attribution: fc.option(fc.constantFrom('first', 'last', 'all', 'step:2')),
  exclusions: fc.array(
    fc.record({ step, between: fc.tuple(fc.integer({ min: 1, max: 31 }), fc.constant(32)) }),
    {
      maxLength: 2,
    },
  ),
  filters: fc.array(filter, { maxLength: 3 }),
  holdConstant: fc.option(name),
  cutAtEnd: fc.boolean(),
  compare: fc.constantFrom('none', 'previous', 'earlier', '2025-12-01..2025-12-31'),
  range: fc.constantFrom('7d', '30d', '2026-01-01..2026-02-28'),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Chatham'),
});

/** What the browser does between writing a link and reading it on another machine. */
function throughAddressBar(parameters: Record<string, string | null>): Record<string, string | null> {
  const search = new URLSearchParams();
  for (const [key, written] of Object.entries(parameters)) if (written !== null) search.set(key, written);
  return Object.fromEntries(new URLSearchParams(search.toString()));
}

describe('a link', () => {
  it('shows the same question to whoever opens it, whatever the saved funnel says', () => {
    fc.assert(
      fc.property(draft, draft, (edited, base) => {
        expect(readLink(throughAddressBar(writeLink(edited, base)), base)).toEqual(edited);
      }),
      { numRuns: 500 },
    );
  });

  it('says nothing when nothing differs', () => {
    fc.assert(
      fc.property(draft, (same) => {
        expect(Object.values(writeLink(same, same)).every((written) => written === null)).toBe(true);
      }),
    );
  });

  it('is short and can be read', () => {
    const steps = [
      { step: ['view'], filters: [], optional: false },
      { step: ['click_generate', 'tap'], filters: [], optional: true },
    ];
    const filters = [{ property: 'platform', op: 'eq', value: 'ios' }];
    const written = writeLink({ ...NEW_DRAFT, steps, filters, windowSeconds: 3600 }, NEW_DRAFT);
    expect(throughAddressBar(written)).toEqual({
      steps: 'view,click_generate|tap?',
      window: '1h',
      where: 'platform:eq:ios',
    });
  });

  it('falls back to the saved funnel where it makes no sense', () => {
    const broken = {
      order: 'sideways',
      window: '7 days',
      range: 'soon',
      without: 'x',
      cut: 'yes',
      steps: '',
    };
    expect(readLink(broken, NEW_DRAFT)).toEqual(NEW_DRAFT);
  });

  it('survives any text in any place', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (steps, where, without) => {
        expect(readLink({ steps, where, without }, NEW_DRAFT).steps.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a window', () => {
  it.each([
    [604_800, '7d'],
    [3600, '1h'],
    [90, '90s'],
    [120, '2m'],
    [365 * 86_400, '365d'],
  ])('%i s is %s', (seconds, written) => {
    expect(writeWindow(seconds)).toBe(written);
    expect(readWindow(written)).toBe(seconds);
  });
});

describe('a choice of people', () => {
  it.each([
    [{ step: 2, outcome: 'dropped' }, '2.dropped'],
    [{ step: 1, outcome: 'converted', value: null }, '1.converted.'],
    [{ step: 12, outcome: 'pending', value: 'a.b=c' }, '12.pending.=a.b~3Dc'],
    [{ step: 3, outcome: 'pending', value: '' }, '3.pending.='],
  ] as const)('%o is %s', (people, written) => {
    expect(writePeople(people)).toBe(written);
    expect(readPeople(written)).toEqual(people);
  });

  it('is nothing when it makes no sense', () => {
    expect(readPeople('2.lost')).toBeNull();
    expect(readPeople(null)).toBeNull();
  });
});
