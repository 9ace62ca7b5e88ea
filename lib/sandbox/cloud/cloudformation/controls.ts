import { z } from 'zod';
import { existing, updateStack } from '#lib/sandbox/cloud/cloudformation/change-stack';
import type { Stacks } from '#lib/sandbox/cloud/cloudformation/stacks';
import type { Controls } from '#lib/sandbox/cloud/frame/control';

const Failure = z.strictObject({
  stackName: z.string(),
  /** `fails` stops in UPDATE_FAILED, `fails-back` ends in UPDATE_ROLLBACK_FAILED. */
  kind: z.enum(['fails', 'fails-back']),
});

/** Begins an update that is going to fail. */
export function stackControls(stacks: Stacks): Controls {
  return {
    'POST /stacks/fail': (body) => {
      const { stackName, kind } = Failure.parse(body);
      const { template } = existing(stacks, stackName);
      const ids = Object.keys(template.Resources);
      const last = ids.at(-1) ?? '';
      const Sandbox = kind === 'fails' ? ['fails'] : ['fails', 'fails-back'];
      const Resources = Object.fromEntries(
        Object.entries(template.Resources).map(([id, resource]) => {
          const Properties = { ...resource.Properties, Attempt: stacks.world.random.uuid() };
          if (id === last) return [id, { ...resource, Properties, Metadata: { Sandbox } }];
          return [id, id === ids[0] ? { ...resource, Properties } : resource];
        }),
      );
      const { status } = updateStack(stacks, {
        StackName: stackName,
        TemplateBody: JSON.stringify({ ...template, Resources }),
        DisableRollback: kind === 'fails' ? 'true' : 'false',
      });
      return { status };
    },
  };
}
