import { expect, test } from '@playwright/test';
import { functionName } from '../lib/cli/bench/console-cloud.ts';
import { type FragileWorld, openFragileWorld } from './fragile-world.ts';

interface Told {
  id: string;
  kind: string;
  sentence: string;
}

interface Planned {
  id: string;
  planHash: string;
  status: string;
}

const ONCE = functionName(1);
const KILLED = [
  { moment: 'while a move is on its way', fault: { fault: 'hold' }, names: [2, 3, 4].map(functionName) },
  {
    moment: 'when a move is made and unanswered',
    fault: { fault: 'hang', isApplied: true },
    names: [5, 6, 7].map(functionName),
  },
];
const FUNCTIONS = 7;
const ENDS = ['verifying', 'failed', 'split'];

let world: FragileWorld;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  world = await openFragileWorld(FUNCTIONS);
});

test.afterAll(() => world.close());

async function planOf(names: string[]): Promise<Planned> {
  const targets = names.map((name) => ({ function: name }));
  const body = { kind: 'rollback', environment: 'prod', targets, reason: 'It fails' };
  const answer = await world.ask(0, 'POST', '/api/changes', { body });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return (await answer.json()) as Planned;
}

/** Hears what a change tells after the event `after`, until `isEnough` or until the connection is lost. */
async function hear(id: string, after: string, heard: Told[], isEnough: (told: Told) => boolean) {
  const headers = { 'last-event-id': after };
  const answer = await world.ask(1, 'GET', `/api/changes/${id}/events`, { headers });
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of answer.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const data = /^id: .*\ndata: (.*)$/.exec(message)?.[1];
      if (data !== undefined) heard.push(JSON.parse(data) as Told);
    }
    if (heard.some(isEnough)) return;
  }
}

test('a plan that is executed 50 times at once, by two callers and with many keys, moves once', async () => {
  const { id, planHash } = await planOf([ONCE]);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      world.ask(index % 2, 'POST', `/api/changes/${id}/executions`, {
        body: { planHash, confirmation: 'prod' },
        headers: { 'idempotency-key': index < 25 ? 'the same' : `another ${index}` },
      }),
    ),
  );
  const told = await Promise.all(
    answers.map(async (answer) => ({
      ...((await answer.json()) as { id?: string; code?: string }),
      http: answer.status,
    })),
  );
  const begun = told.filter(({ http }) => http === 202);
  expect(begun.length).toBeGreaterThanOrEqual(1);
  expect(new Set(begun.map((one) => one.id))).toEqual(new Set([id]));
  const refused = told.filter(({ http }) => http !== 202);
  expect(new Set(refused.map(({ http, code }) => `${http} ${code}`))).toEqual(new Set(['409 conflict']));
  const heard: Told[] = [];
  await hear(id, '0', heard, ({ kind }) => ENDS.includes(kind));
  expect(heard.filter(({ kind }) => kind === 'started')).toHaveLength(1);
  expect(heard.at(-1)?.kind).toBe('verifying');
  expect(await world.liveOf(ONCE)).toBe('2');
  const moves = (await world.moves()).filter(({ input }) => input.FunctionName === ONCE);
  expect(moves).toHaveLength(1);
});

for (const { moment, fault, names } of KILLED) {
  test(`a server that is killed ${moment} goes on after its start, and tells no less and nothing twice`, async () => {
    const { id, planHash } = await planOf(names);
    await world.control('POST', '/faults', [{ operation: 'UpdateAlias', skip: 1, ...fault }]);
    const before = (await world.moves()).length;
    const body = { planHash, confirmation: 'prod' };
    expect((await world.ask(0, 'POST', `/api/changes/${id}/executions`, { body })).status).toBe(202);
    const heard: Told[] = [];
    // The connection breaks with the server.
    const lost = hear(id, '0', heard, () => false).catch(() => undefined);
    await expect.poll(async () => (await world.moves()).slice(before).some((call) => call.fault)).toBe(true);
    await expect.poll(() => heard.length).toBeGreaterThan(1);
    await world.kill();
    await lost;
    const last = heard.at(-1)?.id ?? '0';
    await world.control('DELETE', '/faults');
    await world.start();

    await hear(id, last, heard, ({ kind }) => ENDS.includes(kind));
    const whole: Told[] = [];
    await hear(id, '0', whole, ({ kind }) => ENDS.includes(kind));
    expect(heard.map((one) => one.id)).toEqual(whole.map((one) => one.id));
    expect(new Set(heard.map((one) => one.id)).size).toBe(heard.length);
    expect(heard.at(-1)?.sentence).toBe('All 3 moved; verifying.');
    expect(await Promise.all(names.map((name) => world.liveOf(name)))).toEqual(['2', '2', '2']);
    await expectNothingLeft(names);
  });
}

/** The audit is whole, and nobody holds the functions any more. */
async function expectNothingLeft(names: string[]): Promise<void> {
  const audit = await world.ask(1, 'GET', '/api/audit/verification');
  expect(await audit.json()).toMatchObject({ ok: true });
  const running = await world.ask(0, 'GET', '/api/changes?status=running');
  expect(await running.json()).toMatchObject({ changes: [] });
  const targets = names.map((name) => ({ function: name, toVersion: '1' }));
  const body = { kind: 'rollback', environment: 'prod', targets, reason: 'Once more' };
  const next = (await (await world.ask(0, 'POST', '/api/changes', { body })).json()) as {
    checks: { id: string; status: string }[];
  };
  expect(next.checks).toContainEqual(expect.objectContaining({ id: 'no_other_change', status: 'pass' }));
}
