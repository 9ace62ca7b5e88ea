import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import type { Role } from '#lib/core/roles';
import { openIncident } from '#lib/incidents/commands/open-incident';
import { getIncident } from '#lib/incidents/queries/get-incident';
import { TEST_ADMIN } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { begunRollback, creationOf, incidentCtx } from '#lib/testing/incidents';

const KEY = 'user=ada@example.com';

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await testDatabase();
  ctx = incidentCtx({ db: database.db });
});
afterAll(() => database.close());

it.each<[Role, boolean]>([
  ['viewer', false],
  ['auditor', false],
  ['engineer', true],
])('names keys of restored items to a %s: %s', async (role, isNamed) => {
  const { id: incidentId } = await openIncident(ctx, creationOf({ functions: [`careervp-prod-${role}`] }));
  const { id } = await begunRollback(ctx, { kind: 'table-restore', targets: ['table:users'] });
  const named = { count: 1, keys: [KEY] };
  const differences = { onlyInSource: named, onlyInRestore: named, changed: named };
  const result = { sample: { compared: 1, differing: [KEY] }, differences };
  await database.db.change.update({ where: { id }, data: { incidentId, status: 'done', result } });
  const seen = await getIncident({ ...ctx, actor: { ...TEST_ADMIN, role } }, incidentId);
  expect(seen.changes).toHaveLength(1);
  expect(JSON.stringify(seen).includes(KEY)).toBe(isNamed);
});
