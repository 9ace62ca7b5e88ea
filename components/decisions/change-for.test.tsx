import { describe, expect, it } from 'vitest';
import { changeFor } from '#components/decisions/change-for';

const INCIDENT = '00000000-0000-4000-9000-000000000001';
const NONE = { at: null, functions: [], tables: [], stack: null, reportId: null, href: null };
const SCENARIO = { title: 'High latency', evidence: [{ ...NONE, sentence: 'It is slow.' }] };
const COMMON = { reason: 'High latency: It is slow.', incidentId: INCIDENT };

describe('the change of a step', () => {
  it('rolls back the functions of one environment', () => {
    const deed = { do: 'roll_back' as const, functions: ['a-prod', 'b-prod', 'c-dev'] };
    expect(changeFor(deed, SCENARIO, INCIDENT)).toEqual({
      ...COMMON,
      kind: 'rollback',
      environment: 'prod',
      targets: [{ function: 'a-prod' }, { function: 'b-prod' }],
    });
  });

  it('goes to the version that a person has chosen', () => {
    const deed = { do: 'roll_back' as const, functions: ['a-prod'], toVersion: '7' };
    expect(changeFor(deed, SCENARIO, INCIDENT)).toMatchObject({
      targets: [{ function: 'a-prod', toVersion: '7' }],
    });
  });

  it('takes a stack back', () => {
    expect(changeFor({ do: 'take_back_stack', stack: 'careervp-prod-api' }, SCENARIO, INCIDENT)).toEqual({
      ...COMMON,
      kind: 'stack-rollback',
      environment: 'prod',
      stack: 'careervp-prod-api',
    });
  });

  it('restores a table from the newest moment there is', () => {
    expect(changeFor({ do: 'restore_table', table: 'careervp-prod-users' }, SCENARIO, INCIDENT)).toEqual({
      ...COMMON,
      kind: 'table-restore',
      environment: 'prod',
      table: 'careervp-prod-users',
      from: { latest: true },
    });
  });

  it('says no more than a reason may be long', () => {
    const long = { title: 'x', evidence: [{ ...NONE, sentence: 'y'.repeat(3000) }] };
    expect(changeFor({ do: 'roll_back', functions: ['a-prod'] }, long, INCIDENT).reason).toHaveLength(2000);
  });
});
