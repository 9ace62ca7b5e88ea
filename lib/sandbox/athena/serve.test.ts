import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AthenaSandbox, startAthenaSandbox } from '#lib/testing/athena-sandbox';
import { temporaryFolder } from '#lib/testing/store';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let sandbox: AthenaSandbox;

beforeAll(async () => {
  place = await temporaryFolder();
  await mkdir(path.join(place.folder, 'events'));
  sandbox = await startAthenaSandbox(place.folder);
});

afterAll(async () => {
  await sandbox.stop();
  await place.remove();
});

/** A call as it stands on the wire. */
async function call(
  operation: string,
  body: object,
  authorization = 'AWS4-HMAC-SHA256 test',
): Promise<{ status: number; [field: string]: unknown }> {
  const answer = await fetch(sandbox.url, {
    method: 'POST',
    headers: { authorization, 'x-amz-target': `AmazonAthena.${operation}` },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) };
}

const question = (text: string, more: object = {}) => ({
  QueryString: text,
  QueryExecutionContext: { Database: 'sandbox' },
  ResultConfiguration: { OutputLocation: 's3://sandbox/' },
  ...more,
});

async function started(text: string, more: object = {}) {
  const { QueryExecutionId: id } = await call('StartQueryExecution', question(text, more));
  return id;
}

/** Asks until the execution is over. */
async function ended(id: unknown) {
  for (;;) {
    const { QueryExecutions: all } = await call('BatchGetQueryExecution', { QueryExecutionIds: [id] });
    const [execution] = all as { Status: { State: string; AthenaError?: object } }[];
    if (execution && !/QUEUED|RUNNING/.test(execution.Status.State)) return execution.Status;
  }
}

const token = 'a-token-of-more-than-thirty-two-characters';

describe('the sandbox of Athena', () => {
  it('takes a token and its request once, and refuses the token with another request', async () => {
    const first = await started('select 1 as n', { ClientRequestToken: token });
    expect(await started('select 1 as n', { ClientRequestToken: token })).toBe(first);
    const other = await call('StartQueryExecution', question('select 2 as n', { ClientRequestToken: token }));
    expect(other).toMatchObject({ status: 400, __type: 'InvalidRequestException' });
  });

  it.each([
    ['StartQueryExecution', question('select 1', { ClientRequestToken: 'short' }), /Validation failed/],
    ['StartQueryExecution', question('select 1', { WorkGroup: 'other' }), /WorkGroup other is not found/],
    ['StartQueryExecution', { ...question('select 1'), ResultConfiguration: {} }, /output location/],
    ['StartQueryExecution', question('drop table events'), /not supported/],
    [
      'StartQueryExecution',
      question('select ? as x', { ExecutionParameters: ['x'.repeat(1025)] }),
      /Validation/,
    ],
    ['StartQueryExecution', question(`select '${'x'.repeat(262_144)}'`), /262144/],
    ['GetQueryExecution', { QueryExecutionId: 'nobody' }, /was not found/],
    ['GetQueryResults', { QueryExecutionId: 'nobody', MaxResults: 1001 }, /Validation failed/],
  ])('refuses %s %j', async (operation, body, message) => {
    expect(await call(operation, body)).toMatchObject({
      status: 400,
      __type: 'InvalidRequestException',
      message: expect.stringMatching(message),
    });
  });

  it('asks for a signature', async () => {
    expect(await call('GetQueryExecution', {}, 'Bearer x')).toMatchObject({ status: 403 });
  });

  it('gives no results before the end, nor after a failure', async () => {
    await sandbox.misbehave({ on: 'execution', isEndless: true });
    const endless = await started('select 1 as n');
    const early = await call('GetQueryResults', { QueryExecutionId: endless });
    expect(early).toMatchObject({ status: 400, message: expect.stringContaining('RUNNING') });
    await call('StopQueryExecution', { QueryExecutionId: endless });
    expect(await ended(endless)).toMatchObject({ State: 'CANCELLED' });
    const failed = await started('select nope as n from events');
    expect(await ended(failed)).toMatchObject({ State: 'FAILED', AthenaError: { Retryable: false } });
    expect(await call('GetQueryResults', { QueryExecutionId: failed })).toMatchObject({ status: 400 });
  });

  it('counts the names of the columns as the first row of the first page alone', async () => {
    const id = await started('select x from unnest(sequence(1, 5)) a(x) order by x');
    await ended(id);
    const pages: unknown[][] = [];
    for (let next: unknown; ; ) {
      const page = await call('GetQueryResults', { QueryExecutionId: id, MaxResults: 3, NextToken: next });
      const { Rows: rows } = page.ResultSet as { Rows: { Data: { VarCharValue: string }[] }[] };
      pages.push(rows.map(({ Data: [cell] }) => cell?.VarCharValue));
      next = page.NextToken;
      if (next === undefined) break;
    }
    expect(pages).toEqual([
      ['x', '1', '2'],
      ['3', '4', '5'],
    ]);
  });

  it('says of unknown executions which they are, and sees an empty table before there are events', async () => {
    const id = await started('select count(*) as n, max(dt) as d from events');
    await ended(id);
    const { UnprocessedQueryExecutionIds: unknown } = await call('BatchGetQueryExecution', {
      QueryExecutionIds: [id, 'nobody'],
    });
    expect(unknown).toMatchObject([{ QueryExecutionId: 'nobody' }]);
    expect(await call('GetQueryResults', { QueryExecutionId: id })).toMatchObject({
      ResultSet: { Rows: [{}, { Data: [{ VarCharValue: '0' }, {}] }] },
    });
  });

  it('takes as many parameters as there are, each an expression of its own', async () => {
    const two = await started('select ? as a, ? as b', { ExecutionParameters: ["'it''s'", '1.5e0'] });
    expect(await ended(two)).toMatchObject({ State: 'SUCCEEDED' });
    const leaked = await started('select ? as a', { ExecutionParameters: ["'it', 's'"] });
    expect(await ended(leaked)).toMatchObject({ State: 'FAILED' });
  });

  it('keeps a result as a file of S3, where a null differs from an empty text', async () => {
    const id = await started(`select 'a "b"' as x, null as y, '' as z`);
    await ended(id);
    const { QueryExecution: execution } = await call('GetQueryExecution', { QueryExecutionId: id });
    expect(execution).toMatchObject({ ResultConfiguration: { OutputLocation: `s3://sandbox/${id}.csv` } });
    const read = (name: unknown, headers: Record<string, string> = {}) =>
      fetch(`${sandbox.url}/sandbox/${name}.csv`, {
        headers: { authorization: 'AWS4-HMAC-SHA256 test', ...headers },
      });
    const whole = '"x","y","z"\n"a ""b""",,""\n';
    expect(await (await read(id)).text()).toBe(whole);
    const part = await read(id, { range: 'bytes=4-10' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 4-10/${whole.length}`,
      whole.slice(4, 11),
    ]);
    expect((await read(id, { range: 'bytes=99-' })).status).toBe(416);
    expect((await read(id, { authorization: '' })).status).toBe(403);
    expect((await read('nobody')).status).toBe(404);
  });
});
