import type { OpenCloud } from '#lib/adapters/aws/open-cloud';
import type { Cloud } from '#lib/core/cloud';
import type { Functions } from '#lib/core/functions';
import { packageOf } from '#lib/sandbox/cloud/code/behaviour';
import type { CloudSandbox } from '#lib/testing/cloud-sandbox';
import { done } from '#lib/testing/done';
import { driveStacks } from '#lib/testing/drive-stacks';
import { driveTables } from '#lib/testing/drive-tables';

const FUNCTION = 'careervp-prod-auth';

/**
 * Asks the ports of a cloud for every kind of call that they can make, over the sandbox's demo.
 *
 * @returns the methods that were not asked, like `mover.move`.
 */
export async function driveCloud(cloud: OpenCloud, sandbox: CloudSandbox): Promise<string[]> {
  const asked = new Set<string>();
  const watched = watch(cloud, asked);
  await driveFunctions(watched);
  await driveReads(watched.watched);
  await driveDeploy(watched, sandbox);
  await driveStacks(watched, sandbox);
  await driveTables(watched, sandbox);
  return methodsOf(cloud).filter((method) => !asked.has(method));
}

async function driveFunctions({ functions, monitoring, mover, pruner }: Cloud): Promise<void> {
  const revisionId = await driveReads(functions);
  await monitoring.alarms();
  const [from, to] = [new Date('2026-03-02T07:00:00Z'), new Date('2026-03-02T08:00:00Z')];
  await monitoring.series({ functionNames: [FUNCTION], from, to, periodSeconds: 60 });
  await done(mover.invoke(FUNCTION, 'live'));
  const to37 = { toVersion: 37, second: null, description: 'back' };
  await done(mover.move({ functionName: FUNCTION, alias: 'live', ...to37, revisionId }));
  await done(pruner.deleteVersion(FUNCTION, 1));
}

/** @returns the revision that a move must carry. */
async function driveReads(functions: Functions): Promise<string> {
  await functions.list();
  await functions.versions(FUNCTION);
  const [alias] = await functions.aliases(FUNCTION);
  return alias?.revisionId ?? '';
}

async function driveDeploy({ deployer }: Cloud, sandbox: CloudSandbox): Promise<void> {
  const functionName = FUNCTION;
  const { revisionId } = await deployer.latest(functionName);
  const bytes = packageOf({ commit: 'driven' });
  await done(deployer.updateCode({ functionName, code: { kind: 'zip', bytes }, revisionId }));
  await sandbox.step(10);
  const settled = await deployer.latest(functionName);
  const { codeSha256, revisionId: newest } = settled;
  await done(deployer.publish({ functionName, codeSha256, revisionId: newest, description: 'driven' }));
  await done(deployer.invoke(functionName, 36));
}

function portsOf(cloud: Cloud): [string, object][] {
  return Object.entries(cloud).filter(
    (entry): entry is [string, object] => typeof entry[1] === 'object' && entry[1] !== null,
  );
}

function methodsOf(cloud: Cloud): string[] {
  return portsOf(cloud).flatMap(([name, port]) =>
    Object.entries(port)
      .filter(([method, value]) => typeof value === 'function' && method !== 'close')
      .map(([method]) => `${name}.${method}`),
  );
}

/** The same cloud, which notes what is asked of it. */
function watch<C extends Cloud>(cloud: C, asked: Set<string>): C {
  const watched = portsOf(cloud).map(([name, port]): [string, object] => [
    name,
    new Proxy(port, {
      get: (target, method, receiver) => {
        asked.add(`${name}.${String(method)}`);
        return Reflect.get(target, method, receiver);
      },
    }),
  ]);
  return { ...cloud, ...Object.fromEntries(watched) };
}
