import { describe, expect, it } from 'vitest';
import { definitionOf, draftOf, questionOf } from '#lib/funnels/draft';
import { FunnelDefinition, FunnelQuestion } from '#lib/funnels/schema';
import { NEW_DRAFT } from '#lib/funnels/url-state';

const FULL = FunnelDefinition.parse({
  feature: 'cover_letter',
  steps: [
    { step: 'view', name: 'View' },
    { step: ['tap', 'click'], optional: true, filters: [{ property: 'n', op: 'gt', value: 3 }] },
    { step: 'download', feature: 'files', filters: [{ property: 'plan', op: 'exists' }] },
  ],
  windowSeconds: 3600,
  unit: 'session',
  breakdown: 'platform',
  attribution: 'step:2',
  exclusions: [{ step: { step: 'cancel' }, between: [1, 3] }],
  filters: [{ property: 'plan', op: 'in', value: ['free', 'pro'] }],
  holdConstant: 'plan',
  cutAtEnd: true,
});

const PLAIN = FunnelDefinition.parse({ steps: [{ step: 'a' }, { step: '*' }] });

describe('a draft', () => {
  it.each([
    ['every option', FULL],
    ['no option', PLAIN],
  ])('keeps a definition with %s', (_name, definition) => {
    expect(FunnelDefinition.parse(definitionOf(draftOf(definition)))).toEqual(definition);
  });

  it('asks a question the API accepts', () => {
    const period = { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' };
    const question = FunnelQuestion.parse(questionOf({ ...draftOf(FULL), compare: 'previous' }, period));
    expect(question).toMatchObject({ ...period, compare: 'previous' });
  });

  it('drops the attribution with the breakdown, which alone would be refused', () => {
    expect(definitionOf({ ...draftOf(FULL), breakdown: null })).not.toHaveProperty('attribution');
  });

  it('names the steps that have no event type yet', () => {
    const refused = FunnelDefinition.safeParse(definitionOf(NEW_DRAFT));
    expect(refused.error?.issues.map(({ path }) => path.slice(0, 2).join('.'))).toEqual([
      'steps.0',
      'steps.1',
    ]);
  });
});
