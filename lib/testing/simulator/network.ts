import type { FunctionMover, FunctionPruner, Functions } from '#lib/core/functions';
import { deployerOf } from '#lib/testing/simulator/network-deployer';
import type { Owner } from '#lib/testing/simulator/timeline';
import { carried, read, type Wire } from '#lib/testing/simulator/wire';

const PROPAGATION_MS = 2_000;

/**
 * The ports of the cloud over Lambda in memory, behind a network that loses, delays and refuses. A call that left a
 * process arrives although the process is killed meanwhile.
 */
export function cloudPorts(wire: Wire, owner: Owner) {
  return {
    functions: readingOf(wire, owner),
    mover: moverOf(wire, owner),
    deployer: deployerOf(wire, owner),
    pruner: prunerOf(wire, owner),
  };
}

function readingOf(wire: Wire, owner: Owner): Functions {
  const { lambda } = wire;
  return {
    list: () => read(wire, owner, 'lists functions', () => lambda.list()),
    versions: (name) => read(wire, owner, `reads versions of ${name}`, () => lambda.versions(name)),
    aliases: (name) => read(wire, owner, `reads aliases of ${name}`, () => lambda.aliases(name)),
  };
}

function moverOf(wire: Wire, owner: Owner): FunctionMover {
  const { lambda, timeline, dice } = wire;
  return {
    move: (move) => {
      const { functionName, alias, toVersion, revisionId } = move;
      wire.watch.sent(move);
      const label = `${alias} of ${functionName} → ${toVersion} under ${revisionId}`;
      return carried(wire, owner, label, () => {
        const before = lambda.alias(functionName, alias);
        const after = lambda.updateAlias(move);
        wire.watch.moved(move, before, after);
        return after;
      });
    },
    invoke: async (name, qualifier) => {
      await timeline.step(owner, `calls ${name}:${qualifier}`);
      const since = dice.below(PROPAGATION_MS);
      const { version, second } = lambda.servedAt(name, qualifier, timeline.now - since);
      const executed = second && dice.chance(second.weight) ? second.version : version;
      const value = { executedVersion: `${executed}`, isError: false, durationMs: 20 };
      return { outcome: 'done', value, awsRequestId: null };
    },
  };
}

function prunerOf(wire: Wire, owner: Owner): FunctionPruner {
  return {
    deleteVersion: (name, version) => {
      wire.watch.deleting(name, version);
      return carried(wire, owner, `delete ${name}:${version}`, () => {
        wire.watch.arriving(name, version);
        wire.lambda.deleteVersion(name, version);
        return null;
      });
    },
  };
}
