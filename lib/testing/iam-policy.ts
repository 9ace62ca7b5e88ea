import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Statement = z.strictObject({
  Sid: z.string().regex(/^[A-Za-z0-9]+$/),
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.array(z.string().regex(/^[a-z0-9]+:[A-Za-z]+$/)).min(1),
  Resource: z.array(z.string()).min(1).optional(),
  NotResource: z.array(z.string()).min(1).optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.string())).optional(),
});
const Policy = z.strictObject({ Version: z.literal('2012-10-17'), Statement: z.array(Statement) });

type IamPolicy = z.infer<typeof Policy>;

/** A policy of `lib/adapters/aws/policies` with its placeholders filled, as one would before using it. */
export function readPolicy(name: string, filled: Record<string, string>): IamPolicy {
  const text = readFileSync(`lib/adapters/aws/policies/${name}.json`, 'utf8');
  const ready = Object.entries(filled).reduce((so, [holder, value]) => so.replaceAll(holder, value), text);
  return Policy.parse(JSON.parse(ready));
}

/** The actions that it allows on anything at all, sorted. */
export function allowedActions({ Statement: all }: IamPolicy): string[] {
  return [...new Set(all.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : [])))].sort();
}

/** What AWS would say, as far as resources decide it: conditions are taken to hold. */
export function decide(
  { Statement: all }: IamPolicy,
  action: string,
  resource: string,
): 'allowed' | 'denied' | 'not allowed' {
  const fitting = all.filter((one) => one.Action.includes(action) && isAbout(one, resource));
  if (fitting.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return fitting.length > 0 ? 'allowed' : 'not allowed';
}

function isAbout({ Resource, NotResource }: z.infer<typeof Statement>, resource: string): boolean {
  if (NotResource) return !NotResource.some((pattern) => fits(pattern, resource));
  return (Resource ?? []).some((pattern) => fits(pattern, resource));
}

function fits(pattern: string, resource: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(resource);
}
