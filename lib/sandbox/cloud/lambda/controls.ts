import { z } from 'zod';
import type { Controls } from '#lib/sandbox/cloud/frame/control';
import type { Functions } from '#lib/sandbox/cloud/lambda/functions';

const StateChange = z.strictObject({
  functionName: z.string(),
  version: z.string(),
  state: z.enum(['Active', 'Inactive', 'Failed']),
  reasonCode: z.string().optional(),
});

/** Puts a version into a state that AWS would bring about by itself. */
export function lambdaControls(functions: Functions): Controls {
  return {
    'POST /lambda/states': (body) => {
      const { functionName, version, state, reasonCode } = StateChange.parse(body);
      const { settlesAt: _, stateReasonCode: __, ...rest } = functions.versionAt(functionName, version);
      return functions.putVersion({
        ...rest,
        state,
        ...(reasonCode === undefined ? {} : { stateReasonCode: reasonCode }),
        lastUsedAt: functions.world.now(),
        revisionId: functions.world.random.uuid(),
      });
    },
  };
}
