import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe } from 'vitest';
import { DIFFERENCES } from '#lib/testing/moto/differences';
import { differing } from '#lib/testing/moto/differing';
import { emptyMoto, noTime } from '#lib/testing/moto/moto';
import { describeCloudFormation } from '#lib/testing/ports/cloudformation-port';
import { openStackPorts } from '#lib/testing/ports/open-ports';

async function open() {
  const account = await emptyMoto();
  const client = new CloudFormationClient(account);
  return { ...(await openStackPorts(account)), client, settle: noTime.step };
}

let opened: Awaited<ReturnType<typeof open>>;

beforeAll(async () => {
  opened = await open();
});

afterAll(() => {
  opened.close();
  opened.client.destroy();
});

const { check, listEnds } = differing(DIFFERENCES.cloudformation);
describe('stacks on moto', () => describeCloudFormation(() => opened, check));
listEnds();
