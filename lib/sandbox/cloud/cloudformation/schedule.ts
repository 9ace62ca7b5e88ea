import type { Stack, Step } from '#lib/sandbox/cloud/cloudformation/model';
import type { Template } from '#lib/sandbox/cloud/cloudformation/requests';

export type Kind = 'CREATE' | 'UPDATE';

/** The logical ids of resources that differ between two templates, in the order of the new one. */
export function changedResources(before: Template | undefined, after: Template): string[] {
  return Object.keys(after.Resources).filter(
    (id) => JSON.stringify(before?.Resources[id]) !== JSON.stringify(after.Resources[id]),
  );
}

interface Timing {
  from: number;
  /** How long each resource takes. */
  resourceMs: number;
}

/** What a creation or an update will do: one resource after another, and the way back when one of them fails. */
export function forwardSteps(
  kind: Kind,
  stack: Pick<Stack, 'template' | 'stable' | 'isRollbackDisabled' | 'monitoringMinutes'>,
  { from, resourceMs }: Timing,
): Step[] {
  const changed = changedResources(stack.stable?.template, stack.template);
  const steps: Step[] = [{ at: from, status: `${kind}_IN_PROGRESS`, reason: 'User Initiated' }];
  for (const [place, resource] of changed.entries()) {
    const verb = stack.stable?.template.Resources[resource] ? 'UPDATE' : 'CREATE';
    const at = from + place * resourceMs;
    const end = at + resourceMs;
    steps.push({ at, resource, status: `${verb}_IN_PROGRESS` });
    if (!stack.template.Resources[resource]?.Metadata?.Sandbox.includes('fails')) {
      steps.push({ at: end, resource, status: `${verb}_COMPLETE` });
      continue;
    }
    steps.push({
      at: end,
      resource,
      status: `${verb}_FAILED`,
      reason: 'Resource handler returned message: failed',
    });
    const failure = `The following resource(s) failed to ${verb.toLowerCase()}: [${resource}].`;
    if (stack.isRollbackDisabled) return [...steps, { at: end, status: `${kind}_FAILED`, reason: failure }];
    const touched = changed.slice(0, place + 1);
    return [...steps, ...backwardSteps(kind, stack.template, touched, { from: end, resourceMs }, failure)];
  }
  const end = from + changed.length * resourceMs + stack.monitoringMinutes * 60_000;
  if (kind === 'CREATE') return [...steps, { at: end, status: 'CREATE_COMPLETE' }];
  return [
    ...steps,
    { at: end, status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' },
    { at: end + resourceMs, status: 'UPDATE_COMPLETE' },
  ];
}

/** The way back: every resource that was touched, until one can't be taken back. */
export function backwardSteps(
  kind: Kind,
  template: Template,
  touched: readonly string[],
  { from, resourceMs }: Timing,
  reason: string,
): Step[] {
  const name = kind === 'CREATE' ? 'ROLLBACK' : 'UPDATE_ROLLBACK';
  const steps: Step[] = [{ at: from, status: `${name}_IN_PROGRESS`, reason }];
  for (const [place, resource] of touched.entries()) {
    const at = from + place * resourceMs;
    steps.push({ at, resource, status: 'UPDATE_IN_PROGRESS' });
    if (template.Resources[resource]?.Metadata?.Sandbox.includes('fails-back')) {
      const failure = `The following resource(s) failed to update: [${resource}].`;
      steps.push({
        at: at + resourceMs,
        resource,
        status: 'UPDATE_FAILED',
        reason: 'It can not be taken back.',
      });
      return [...steps, { at: at + resourceMs, status: `${name}_FAILED`, reason: failure }];
    }
    steps.push({ at: at + resourceMs, resource, status: 'UPDATE_COMPLETE' });
  }
  const end = from + touched.length * resourceMs;
  if (kind === 'CREATE') return [...steps, { at: end, status: 'ROLLBACK_COMPLETE' }];
  return [
    ...steps,
    { at: end, status: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS' },
    { at: end + resourceMs, status: 'UPDATE_ROLLBACK_COMPLETE' },
  ];
}
