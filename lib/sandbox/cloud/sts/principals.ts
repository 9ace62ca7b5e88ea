import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Controls } from '#lib/sandbox/cloud/frame/control';
import type { Collection } from '#lib/sandbox/cloud/frame/store';
import { WireError } from '#lib/sandbox/cloud/frame/wire';
import type { World } from '#lib/sandbox/cloud/frame/world';

const Grants = z.record(z.string(), z.array(z.string().regex(/^[a-z0-9]+:[A-Za-z]+$/)));

/** Actions whose name in policies differs from the operation's. */
const ACTIONS: Record<string, string> = {
  'lambda:Invoke': 'lambda:InvokeFunction',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:HeadBucket': 's3:ListBucket',
  's3:ListBuckets': 's3:ListAllMyBuckets',
};

/** The action that a policy must allow for an operation, like `lambda:UpdateAlias`. */
export function actionOf(service: string, operation: string): string {
  const name = `${service}:${operation}`;
  return ACTIONS[name] ?? name;
}

/** Who calls, and what each may: everything, until it is said what. */
export class Principals {
  private readonly assumed: Collection<{ role: string }>;
  private readonly grants: Collection<{ actions: string[] }>;

  constructor(private readonly world: World) {
    this.assumed = world.store.collection('sts.assumed');
    this.grants = world.store.collection('sts.grants');
  }

  /** An access key for one who takes on a role; the same for the same role. */
  assume(role: string): string {
    const accessKey = `ASIA${createHash('sha256').update(role).digest('hex').slice(0, 16).toUpperCase()}`;
    this.assumed.put(accessKey, { role });
    return accessKey;
  }

  /** The role behind an access key, or the key itself. */
  nameOf(accessKey: string): string {
    return this.assumed.get(accessKey)?.role ?? accessKey;
  }

  /** @throws WireError when something else was granted to this principal */
  assertAllowed(principal: string, action: string, type: string): void {
    const granted = this.grants.get(principal);
    if (!granted || granted.actions.includes(action)) return;
    throw new WireError(type, `User: ${principal} is not authorized to perform: ${action}`, 403);
  }

  controls(): Controls {
    return {
      'PUT /grants': (body) => {
        for (const [principal, actions] of Object.entries(Grants.parse(body))) {
          this.grants.put(principal, { actions });
        }
        return Object.fromEntries(this.grants.entries());
      },
      'DELETE /grants': () => {
        for (const [principal] of this.grants.entries()) this.grants.delete(principal);
        return {};
      },
    };
  }

  get now(): number {
    return this.world.now();
  }
}
