import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe } from 'vitest';
import { DIFFERENCES } from '#lib/testing/moto/differences';
import { differing } from '#lib/testing/moto/differing';
import { emptyMoto, makeRole, noTime } from '#lib/testing/moto/moto';
import { describeLambda } from '#lib/testing/ports/lambda-port';
import { openFunctionPorts } from '#lib/testing/ports/open-ports';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

async function open() {
  const account = await emptyMoto();
  const role = await makeRole(account.endpoint, 'a');
  const lambda = new LambdaClient(account);
  const versions = { behaviours: [{}, {}, {}], live: '3', role };
  const make = (name: string) => createSandboxFunction(noTime, lambda, name, versions);
  return { ...(await openFunctionPorts(account)), make };
}

let opened: Awaited<ReturnType<typeof open>>;

beforeAll(async () => {
  opened = await open();
});

afterAll(() => opened.close());

const { check, listEnds } = differing(DIFFERENCES.lambda);
describe('functions on moto', () => describeLambda(() => opened, check));
listEnds();
