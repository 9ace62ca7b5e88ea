import type { PersonActor } from '#lib/core/actor';
import type { AuditAnchors } from '#lib/core/audit-anchors';
import type { Ctx } from '#lib/core/ctx';
import type { Secrets } from '#lib/core/secrets';

/** The moment at which tests happen unless they say otherwise. */
export const TEST_NOW = new Date('2026-03-02T09:00:00.000Z');

/** An admin who signed in a minute ago. */
export const TEST_ADMIN: PersonActor = {
  kind: 'person',
  id: '00000000-0000-4000-8000-0000000000aa',
  name: 'Test Admin',
  email: 'admin@example.com',
  role: 'admin',
  isApprover: false,
  authenticatedAt: new Date(TEST_NOW.getTime() - 60_000),
};

const NO_ANCHORS: AuditAnchors = {
  keep: () => {},
  read: async function* () {},
  settled: async () => {},
};

/** A ctx with counted ids and a silent log; a port that the test did not give throws when it is touched. */
export function testCtx(overrides: Partial<Ctx> = {}): Ctx {
  let count = 0;
  return {
    actor: TEST_ADMIN,
    now: TEST_NOW,
    requestId: 'test-request',
    newId: () => `00000000-0000-4000-9000-${String(++count).padStart(12, '0')}`,
    db: absent('db'),
    warehouse: absent('warehouse'),
    events: absent('events'),
    importer: absent('importer'),
    answers: absent('answers'),
    artefacts: absent('artefacts'),
    anchors: NO_ANCHORS,
    rejections: { keep: () => {} },
    secrets: testSecrets(),
    sandbox: null,
    cloud: absent('cloud'),
    lookout: absent('lookout'),
    rounds: absent('rounds'),
    topics: absent('topics'),
    health: absent('health'),
    notifier: absent('notifier'),
    followers: [],
    pace: absent('pace'),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    ...overrides,
  };
}

/** Hashes that take no time and bytes that are counted. */
function testSecrets(): Secrets {
  let count = 0;
  return {
    hash: async (password) => `hash of ${password}`,
    verify: async (password, hash) => hash === `hash of ${password}`,
    bytes: (length) => new Uint8Array(length).fill(++count),
  };
}

function absent<K extends keyof Ctx>(name: K): Ctx[K] & object {
  return new Proxy({} as Ctx[K] & object, {
    get: (_, property) => {
      throw new Error(`This test touched ctx.${name}.${String(property)} without giving ctx.${name}.`);
    },
  });
}
