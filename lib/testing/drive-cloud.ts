import type { Cloud } from '#lib/core/cloud';
import type { Act } from '#lib/core/functions';
import type { CloudSandbox } from '#lib/testing/cloud-sandbox';

const FUNCTION = 'careervp-prod-auth';

/** What each port of the cloud is asked, so that each of its methods makes every kind of call that it can make. */
type Drives = {
  [P in keyof Cloud]?: (port: Cloud[P], cloud: Cloud, sandbox: CloudSandbox) => Promise<unknown>;
};

const DRIVES: Drives = {
  functions: async (functions) => {
    await functions.list();
    await functions.versions(FUNCTION);
    await functions.aliases(FUNCTION);
  },
  monitoring: async (monitoring) => {
    await monitoring.alarms();
    const [from, to] = [new Date('2026-03-02T07:00:00Z'), new Date('2026-03-02T08:00:00Z')];
    await monitoring.series({ functionNames: [FUNCTION], from, to, periodSeconds: 60 });
  },
  mover: async (mover, { functions }) => {
    await done(mover.invoke(FUNCTION, 'live'));
    const [{ revisionId = '' } = {}] = await functions.aliases(FUNCTION);
    const to = { toVersion: 37, second: null, description: 'back' };
    await done(mover.move({ functionName: FUNCTION, alias: 'live', ...to, revisionId }));
  },
  pruner: (pruner) => done(pruner.deleteVersion(FUNCTION, 1)),
};

/** Asks everything of every port; answers the methods that were not asked, like `mover.move`. */
export async function driveCloud(cloud: Cloud, sandbox: CloudSandbox): Promise<string[]> {
  const asked = new Set<string>();
  const watched = watch(cloud, asked);
  for (const drive of Object.keys(DRIVES) as (keyof Cloud)[]) await driveOne(watched, drive, sandbox);
  return methodsOf(cloud).filter((method) => !asked.has(method));
}

async function driveOne<P extends keyof Cloud>(cloud: Cloud, name: P, sandbox: CloudSandbox): Promise<void> {
  await DRIVES[name]?.(cloud[name], cloud, sandbox);
}

async function done<T>(act: Promise<Act<T>>): Promise<T> {
  const end = await act;
  if (end.outcome !== 'done') throw new Error(`It was ${end.outcome}: ${end.why}`);
  return end.value;
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
function watch(cloud: Cloud, asked: Set<string>): Cloud {
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
