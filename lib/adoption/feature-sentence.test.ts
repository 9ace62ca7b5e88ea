import { describe, expect, it } from 'vitest';
import { featureSentence } from '#lib/adoption/feature-sentence';

const NOTHING = { view: [], use: [], complete: [], share: [] };
const STANDARD = { view: ['view'], use: ['use'], complete: ['complete'], share: ['share', 'invite'] };

describe('what the events of a feature mean', () => {
  it.each([
    [
      STANDARD,
      null,
      'Users see it with view, try it with use, complete it with complete and tell others with share or invite.',
    ],
    [
      { ...NOTHING, use: ['tap', 'click', 'press'] },
      'a-funnel',
      'Users try it with tap, click, press or a later step of its funnel.',
    ],
    [
      {
        ...NOTHING,
        view: ['view'],
        conversion: { types: ['pay'] },
        revenue: { types: ['pay'], feature: 'shop' },
      },
      null,
      'Users see it with view. Conversion: pay. Revenue: the value of pay of shop.',
    ],
    [NOTHING, null, 'No events are named yet.'],
  ])('%#', (definition, funnelId, words) => expect(featureSentence({ definition, funnelId })).toBe(words));
});
