import { describe, expect, it } from 'vitest';
import { type DoneStep, nextStep, type ProvingChange, whyNoProof } from '#lib/tables/migration-steps';

const did = (step: DoneStep['step'], more: Partial<DoneStep> = {}): DoneStep => ({
  step,
  changeId: null,
  evidence: null,
  doneBy: 'Ana',
  doneAt: '2026-03-02T09:00:00Z',
  ...more,
});
const deploy: ProvingChange = {
  id: 'c2',
  kind: 'deploy',
  status: 'done',
  startedAt: new Date('2026-03-02T10:00:00Z'),
};

describe('a forward-only migration', () => {
  it.each([
    [[], 'both_formats'],
    [[did('both_formats')], 'data'],
    [[did('both_formats'), did('data')], 'new_format'],
    [[did('both_formats'), did('data'), did('new_format')], null],
  ])('after %j goes on with %s', (done, next) => {
    expect(nextStep(done)).toBe(next);
  });

  it.each<[string, ProvingChange | null, DoneStep[], RegExp | null]>([
    ['a deploy', deploy, [], null],
    ['an emergency deploy', { ...deploy, kind: 'emergency-deploy' }, [], null],
    ['a deploy that is being verified', { ...deploy, status: 'verifying' }, [], null],
    ['a later deploy', deploy, [did('both_formats', { changeId: 'c1' }), did('data')], null],
    ['nothing', null, [], /no such change/],
    ['a rollback', { ...deploy, kind: 'rollback' }, [], /brings no code/],
    ['a deploy that failed', { ...deploy, status: 'failed' }, [], /failed, not done/],
    ['the same deploy again', deploy, [did('both_formats', { changeId: 'c2' })], /another step/],
    [
      'a deploy from before the data was migrated',
      { ...deploy, startedAt: new Date('2026-03-02T08:00:00Z') },
      [did('both_formats'), did('data')],
      /began before "Migrate the data/,
    ],
  ])('is proven by %s, or says why not', (_, change, done, why) => {
    const said = whyNoProof(change, done);
    if (why === null) expect(said).toBeNull();
    else expect(said).toMatch(why);
  });
});
