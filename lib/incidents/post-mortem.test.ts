import { describe, expect, it } from 'vitest';
import type { SavedChange } from '#lib/changes/answers';
import type { SavedIncident } from '#lib/incidents/answers';
import { postMortemMarkdown } from '#lib/incidents/post-mortem-markdown';
import { postMortemTemplate } from '#lib/incidents/post-mortem-template';
import { timingsOf } from '#lib/incidents/timings';

const incident: SavedIncident = {
  ...{ id: 'i1', number: 7, title: 'VPR fails', severity: 'P2', environment: 'prod', scope: 'feature' },
  ...{ functions: ['careervp-prod-vpr'], failureReason: '', status: 'mitigated', owner: null, version: 1 },
  ...{ openedBy: 'Eva', openedAt: '2026-03-02T09:00:00.000Z', detectedAt: '2026-03-02T08:56:00.000Z' },
  ...{ mitigatedAt: '2026-03-02T09:10:00.000Z', closedAt: null },
};
const rate = (errors: number, calls: number) => ({
  ...{ errors, calls, rate: errors / calls, interval: [0, 1] as [number, number] },
});
const change: SavedChange = {
  ...{ id: 'c1', kind: 'rollback', environment: 'prod', status: 'done', reason: 'It fails', planHash: '' },
  ...{
    confirmation: 'prod',
    requestedBy: { kind: 'person', id: 'p', name: 'Eva' },
    incidentId: 'i1',
    result: null,
  },
  ...{ createdAt: '', startedAt: '', finishedAt: '', cancellation: null },
  plan: [
    {
      ...{
        function: 'careervp-prod-vpr',
        alias: 'live',
        fromVersion: '12',
        fromRevisionId: '',
        fromWeights: {},
      },
      ...{ toVersion: '11', toCodeSha256: '', why: '', rejected: [] },
    },
  ],
  verdict: {
    ...{ verdict: 'improved', why: 'Fewer calls fail than before.', functions: [], checkedAt: '' },
    ...{ before: rate(120, 1000), after: rate(0, 400) },
  },
};
const nothing = { failingSince: null, detectedAt: null, begunAt: null, movedAt: null, verifiedAt: null };
const known = {
  incident,
  changes: [change],
  timeline: [
    {
      id: 'a',
      at: '2026-03-02T08:56:00.000Z',
      kind: 'alarm',
      sentence: 'vpr went\nred.',
      by: null,
      href: null,
    },
  ],
  timings: timingsOf({ ...nothing, detectedAt: new Date(0), begunAt: new Date(360_000) }),
};
const text = (id: string, from = known) => postMortemTemplate(from).find((one) => one.id === id)?.text ?? '';

describe('a post-mortem', () => {
  it('begins with what is known', () => {
    expect(text('summary')).toContain('VPR fails (P2 High, prod).');
    expect(text('summary')).toContain('- To decide: 6 min.');
    expect(text('impact')).toContain('120 of 1,000 calls failed (12.0%)');
    expect(text('timeline')).toBe('- 2 Mar 2026, 08:56:00 UTC: vpr went red.');
    expect(text('resolution')).toContain('careervp-prod-vpr: version 12 → 11 by Eva (done)');
  });

  it('says what is not known, and never 0 in its place', () => {
    expect(text('summary')).toContain('- To detect: not known. It is not recorded when');
    expect(text('impact', { ...known, changes: [] })).toContain('Not known');
    expect(text('root_cause')).toBe('_To be written._');
    expect(text('root_cause', { ...known, incident: { ...incident, failureReason: 'Null id' } })).toBe(
      'Null id',
    );
  });

  it('is exported as Markdown with its follow-ups', () => {
    const postMortem = {
      ...{ sections: postMortemTemplate(known), version: 3, createdBy: 'Eva', createdAt: '' },
      ...{ updatedBy: 'Ben', updatedAt: '2026-03-03T10:00:00.000Z' },
    };
    const followUp = {
      id: 'f',
      text: 'Add an alarm',
      doneBy: null,
      version: 1,
      createdBy: '',
      createdAt: '',
    };
    const followUps = [
      {
        ...followUp,
        owner: { id: 'p', name: 'Ben' },
        dueOn: '2026-04-01',
        doneAt: '2026-03-04T00:00:00.000Z',
      },
      { ...followUp, owner: null, dueOn: null, doneAt: null },
    ];
    const file = postMortemMarkdown({ incident, postMortem, followUps });
    expect(file).toMatch(
      /^# Post-mortem of incident 7: VPR fails\n\nVersion 3, Ben, 3 Mar 2026, 10:00:00 UTC\n/,
    );
    expect(file).toContain('## Root cause\n\n_To be written._');
    expect(file).toContain(
      '- [x] Add an alarm (Ben, 2026-04-01)\n- [ ] Add an alarm (nobody yet, no date yet)',
    );
  });
});
