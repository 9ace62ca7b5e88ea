import { createHash } from 'node:crypto';
import type { FunctionDeployer, Package } from '#lib/core/deployer';
import type { Owner } from '#lib/testing/simulator/timeline';
import { carried, read, type Wire } from '#lib/testing/simulator/wire';

/** Of the calls of a version that hurts. */
const SHARE_THAT_FAILS = 0.7;

/** What makes versions, over Lambda in memory and behind the same network as all else. */
export function deployerOf(wire: Wire, owner: Owner): FunctionDeployer {
  const { lambda, timeline, dice, watch, hurts } = wire;
  return {
    latest: (name) => read(wire, owner, `reads $LATEST of ${name}`, () => lambda.latest(name)),
    updateCode: ({ functionName, code, revisionId }) => {
      watch.deploying(functionName, 'update');
      const codeSha256 = hashOf(code);
      return carried(wire, owner, `new code of ${functionName} under ${revisionId}`, () => {
        const before = lambda.latest(functionName);
        const after = lambda.updateCode({ functionName, codeSha256, revisionId });
        watch.updating(functionName, before.revisionId);
        return after;
      });
    },
    publish: (publication) => {
      const { functionName, revisionId } = publication;
      watch.deploying(functionName, 'publish');
      return carried(wire, owner, `a version of ${functionName} under ${revisionId}`, () => {
        const made = lambda.publishLatest(publication);
        watch.published(functionName);
        return made;
      });
    },
    invoke: async (name, version) => {
      await timeline.step(owner, `calls ${name}:${version}`);
      const isError = hurts(name, version) && dice.chance(SHARE_THAT_FAILS);
      const value = { executedVersion: `${version}`, isError, durationMs: 20 };
      return { outcome: 'done', value, awsRequestId: null };
    },
  };
}

function hashOf(code: Package): string {
  if (code.kind === 's3') throw new Error('Nothing lies in S3 here.');
  return createHash('sha256').update(code.bytes).digest('base64');
}
