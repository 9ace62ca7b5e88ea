import { afterAll, beforeAll, describe, it } from 'vitest';
import { type CloudSandbox, cloudFormationClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { describeCloudFormation } from '#lib/testing/ports/cloudformation-port';
import { openStackPorts } from '#lib/testing/ports/open-ports';

let sandbox: CloudSandbox;
let opened: Awaited<ReturnType<typeof openStackPorts>>;

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { resourceMs: 1000 } });
  const { endpoint, region, credentials } = sandbox.client;
  opened = await openStackPorts({ endpoint, region, credentials });
});

afterAll(async () => {
  opened.close();
  await sandbox.stop();
});

describe('on the sandbox', () => {
  const world = () => ({ ...opened, client: cloudFormationClient(sandbox), settle: () => sandbox.step(20) });
  describeCloudFormation(world, it);
});
