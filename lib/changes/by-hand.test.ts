import { describe, expect, it } from 'vitest';
import { byHand } from '#lib/changes/by-hand';

describe('a plan by hand', () => {
  it('moves each alias with empty weights, only from where the plan saw it, and reads it back', () => {
    const move = { function: 'shop-prod-api', alias: 'live', toVersion: '41', fromRevisionId: 'r-1' };
    expect(byHand([move]).map(({ command }) => command)).toEqual([
      'aws lambda update-alias --function-name shop-prod-api --name live --function-version 41 --routing-config AdditionalVersionWeights={} --revision-id r-1',
      'aws lambda get-alias --function-name shop-prod-api --name live',
    ]);
  });

  it('needs no revision where none is known', () => {
    const [line] = byHand([{ function: 'NAME', alias: 'live', toVersion: 'VERSION' }]);
    expect(line?.command).not.toContain('--revision-id');
  });
});
