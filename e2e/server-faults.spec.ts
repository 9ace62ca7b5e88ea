import { expect, test } from '@playwright/test';
import { functionName } from '../lib/cli/bench/console-cloud.ts';
import { type FragileWorld, openFragileWorld } from './fragile-world.ts';
import { BEFORE_IT_BEGINS, type Ending, KILLED, type Struck } from './killed.ts';

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
/** Each plan is over so many functions of its own. */
const EACH = 3;
const FUNCTIONS = 1 + (1 + KILLED.length) * EACH;
const ENDS = ['verifying', 'failed', 'split'];
/** Faults with which a call has no answer, so that the moment lasts. */
const LASTING = ['hold', 'hang'];

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

function namesOf(plan: number): string[] {
  return Array.from({ length: EACH }, (_, place) => functionName(2 + plan * EACH + place));
}

async function callsSince(since: number, operation: string, names: string[]) {
  const calls = await world.calls(since);
  return calls.filter(
    (call) => call.operation === operation && names.includes(call.input.FunctionName ?? ''),
  );
}

function execute({ id, planHash }: Planned): Promise<Response> {
  const body = { planHash, confirmation: 'prod' };
  return world.ask(0, 'POST', `/api/changes/${id}/executions`, { body });
}

const isEnd = ({ kind }: Told) => ENDS.includes(kind);

/** Executes the plan, and kills the server when the faults have struck and all that led there is told. */
async function killWhile(plan: Planned, { faults, told }: Struck, names: string[]): Promise<Told[]> {
  const since = (await world.calls(0)).at(-1)?.sequence ?? 0;
  await world.control('POST', '/faults', faults(names));
  const heard: Told[] = [];
  // The connections break with the server.
  const lost = Promise.allSettled([execute(plan), hear(plan.id, '0', heard, () => false)]);
  await expect
    .poll(async () => (await world.calls(since)).some(({ fault = '' }) => LASTING.includes(fault)))
    .toBe(true);
  await expect.poll(() => heard.map(({ kind }) => kind)).toEqual(told);
  await world.kill();
  await lost;
  await world.control('DELETE', '/faults');
  return heard;
}

/** How it ended, by where the aliases stand and by what the journal says of it; null when the two do not agree. */
async function endingOf(names: string[], said: Told | undefined): Promise<Ending | null> {
  const live = await Promise.all(names.map((name) => world.liveOf(name)));
  const moved = names.filter((_, place) => live[place] === '2');
  const sentence = `${said?.kind}: ${said?.sentence}`;
  if (moved.length === EACH)
    return sentence === `verifying: All ${EACH} moved; verifying.` ? 'all moved' : null;
  if (moved.length === 0) return sentence.startsWith('failed: Nothing is moved.') ? 'all back' : null;
  const isNamed = sentence.includes(` Moved and not put back: ${moved.join(', ')}. `);
  return said?.kind === 'split' && isNamed ? 'split' : null;
}

/** Who has heard something already, and goes on from there, hears no less and nothing twice. */
async function hearTheRest(id: string, heard: Told[]): Promise<void> {
  if (!heard.some(isEnd)) await hear(id, heard.at(-1)?.id ?? '0', heard, isEnd);
  const whole: Told[] = [];
  await hear(id, '0', whole, isEnd);
  expect(heard).toEqual(whole);
  expect(new Set(heard.map((one) => one.id)).size).toBe(heard.length);
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
  expect(await callsSince(0, 'UpdateAlias', [ONCE])).toHaveLength(1);
});

test('a server that is killed before the first line of a journal has begun nothing, and the plan still can', async () => {
  const names = namesOf(0);
  const plan = await planOf(names);
  expect(await killWhile(plan, BEFORE_IT_BEGINS, names)).toEqual([]);
  await world.start();
  const found = await (await world.ask(0, 'GET', `/api/changes/${plan.id}`)).json();
  expect(found).toMatchObject({ status: 'planned', startedAt: null });
  expect(await callsSince(0, 'UpdateAlias', names)).toEqual([]);
  expect((await execute(plan)).status).toBe(202);
  const heard: Told[] = [];
  await hearTheRest(plan.id, heard);
  expect(await endingOf(names, heard.at(-1))).toBe('all moved');
  await expectNothingLeft(names);
});

KILLED.forEach(({ moment, end, afterwards, ...struck }, row) => {
  test(`a server that is killed ${moment} goes on after its start: ${end}`, async () => {
    const names = namesOf(1 + row);
    const plan = await planOf(names);
    const heard = await killWhile(plan, struck, names);
    const since = (await world.calls(0)).at(-1)?.sequence ?? 0;
    await world.control('POST', '/faults', afterwards?.(names) ?? []);
    await world.start();
    await hearTheRest(plan.id, heard);
    expect(await endingOf(names, heard.at(-1)), heard.at(-1)?.sentence).toBe(end);
    if (end === 'all moved') {
      // Whether it helped is still to be found out, and each is called for it.
      for (const name of names) {
        await expect.poll(async () => (await callsSince(since, 'Invoke', [name])).length).toBeGreaterThan(0);
      }
    }
    await world.control('DELETE', '/faults');
    await expectNothingLeft(names);
  });
});

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
