import { AppError } from '#lib/core/errors';
import type {
  Act,
  AliasMove,
  FunctionAlias,
  FunctionMover,
  FunctionPruner,
  Functions,
} from '#lib/core/functions';
import type { Dice } from '#lib/testing/simulator/dice';
import { LambdaRefusal, type MemoryLambda } from '#lib/testing/simulator/memory-lambda';
import type { Owner, Timeline } from '#lib/testing/simulator/timeline';
import type { Trouble } from '#lib/testing/simulator/trouble';

/** What those who check are told of the calls that change something. */
export interface CallWatch {
  /** A call leaves the product. */
  sent(move: AliasMove): void;
  /** It was carried out. */
  moved(move: AliasMove, before: FunctionAlias, after: FunctionAlias): void;
  /** A call that deletes a version leaves the product. */
  deleting(functionName: string, version: number): void;
  /** It has come to Lambda. */
  arriving(functionName: string, version: number): void;
}

interface Wire {
  lambda: MemoryLambda;
  timeline: Timeline;
  dice: Dice;
  trouble: () => Trouble;
  watch: CallWatch;
}

const OUTSIDE: Owner = { name: 'network', isAlive: true };
const LATEST_ARRIVAL_MS = 90_000;
const PROPAGATION_MS = 2_000;
const LOST: Act<never> = { outcome: 'unknown', why: 'The answer was lost.', awsRequestId: null };

/**
 * The ports of the cloud over Lambda in memory, behind a network that loses, delays and refuses. A call that left a
 * process arrives although the process is killed meanwhile.
 */
export function cloudPorts(wire: Wire, owner: Owner) {
  return { functions: readingOf(wire, owner), mover: moverOf(wire, owner), pruner: prunerOf(wire, owner) };
}

function readingOf({ lambda, timeline, dice, trouble }: Wire, owner: Owner): Functions {
  const read = async <T>(label: string, answer: () => T): Promise<T> => {
    await timeline.step(owner, label);
    if (dice.chance(trouble().throttled)) throw new AppError('rate_limited', 'AWS lets nobody in just now.');
    return answer();
  };
  return {
    list: () => read('lists functions', () => lambda.list()),
    versions: (name) => read(`reads versions of ${name}`, () => lambda.versions(name)),
    aliases: (name) => read(`reads aliases of ${name}`, () => lambda.aliases(name)),
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

/** A call that changes something, on its way there and back. */
async function carried<T>(
  { timeline, dice, trouble }: Wire,
  owner: Owner,
  label: string,
  apply: () => T,
): Promise<Act<T>> {
  const { lostCall, late, refused, lostAnswer } = trouble();
  if (dice.chance(lostCall)) {
    await timeline.step(owner, `waits in vain: ${label}`);
    return LOST;
  }
  if (dice.chance(late)) {
    const delay = dice.below(LATEST_ARRIVAL_MS);
    void timeline.pause(OUTSIDE, delay, `late arrival: ${label}`).then(() => attempt(apply));
    await timeline.step(owner, `waits in vain: ${label}`);
    return LOST;
  }
  await timeline.step(OUTSIDE, `arrival: ${label}`);
  const act = dice.chance(refused)
    ? { ...LOST, outcome: 'refused' as const, why: 'Not allowed.' }
    : attempt(apply);
  const isLost = dice.chance(lostAnswer);
  await timeline.step(owner, isLost ? `hears nothing: ${label}` : `hears ${act.outcome}: ${label}`);
  return isLost ? LOST : act;
}

/** What Lambda answers, as the port says it. */
export function attempt<T>(apply: () => T): Act<T> {
  try {
    return { outcome: 'done', value: apply(), awsRequestId: null };
  } catch (error) {
    if (!(error instanceof LambdaRefusal)) throw error;
    return { outcome: error.status === 412 ? 'raced' : 'refused', why: error.message, awsRequestId: null };
  }
}
