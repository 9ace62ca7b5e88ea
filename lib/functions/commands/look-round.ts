import type { Ctx } from '#lib/core/ctx';
import type { Live, SeenFunction } from '#lib/core/live';
import type { Alarm, FunctionPoint } from '#lib/core/monitoring';
import { observeAliases } from '#lib/functions/commands/observe-aliases';

/** What a lookout remembers between rounds; `Live` is how others see it. */
export interface Sight extends Live {
  functions: Map<string, SeenFunction>;
  alarms: Alarm[];
  points: Map<string, FunctionPoint[]>;
  /** Functions to be read before the others. */
  hurried: Set<string>;
}

const MINUTE_MS = 60_000;
const SHOWN_MS = 60 * MINUTE_MS;
/** Versions never change, but new ones come. */
const VERSIONS_KEPT_MS = 5 * MINUTE_MS;

/** Nothing seen yet. */
export function emptySight(): Sight {
  return {
    functions: new Map(),
    expected: null,
    alarms: [],
    points: new Map(),
    stacks: { all: [], readAt: null, problem: null },
    readAt: null,
    problem: null,
    hurried: new Set(),
  };
}

/**
 * Looks at everything once and remembers it, function by function; each alias that is not where the ledger last saw
 * it is written down. It makes one call for each function, and one more for those whose versions may be new.
 */
export async function lookRound(ctx: Ctx, sight: Sight): Promise<void> {
  const { functions, monitoring } = ctx.cloud;
  const names = await functions.list(ctx.signal);
  sight.expected = names.length;
  for (const gone of [...sight.functions.keys()].filter((name) => !names.includes(name))) {
    sight.functions.delete(gone);
  }
  const to = new Date(Math.floor(ctx.pace.clock().getTime() / MINUTE_MS) * MINUTE_MS);
  const hour = { functionNames: names, from: new Date(to.getTime() - SHOWN_MS), to, periodSeconds: 60 };
  const numbers = Promise.all([monitoring.alarms(ctx.signal), monitoring.series(hour, ctx.signal)]);
  // Awaited below; a failure meanwhile must not count as unhandled.
  numbers.catch(() => undefined);
  for (const name of longestUnseen(names, sight)) {
    await lookAtHurried(ctx, sight);
    await lookAt(ctx, sight, name);
  }
  const [alarms, points] = await numbers;
  Object.assign(sight, { alarms, points, readAt: ctx.pace.clock(), problem: null });
}

/** Looks at those alone that somebody cannot wait for. */
export async function lookAtHurried(ctx: Ctx, sight: Sight): Promise<void> {
  for (const name of [...sight.hurried]) {
    sight.hurried.delete(name);
    await lookAt(ctx, sight, name);
  }
}

function longestUnseen(names: readonly string[], sight: Sight): string[] {
  const seenAt = (name: string) => sight.functions.get(name)?.readAt.getTime() ?? 0;
  return [...names].sort((a, b) => seenAt(a) - seenAt(b));
}

async function lookAt(ctx: Ctx, sight: Sight, name: string): Promise<void> {
  const before = sight.functions.get(name);
  const aliases = await ctx.cloud.functions.aliases(name, ctx.signal);
  const revisions = (seen: { aliases: SeenFunction['aliases'] }) =>
    seen.aliases.map(({ revisionId }) => revisionId).join();
  const isSame = before !== undefined && revisions(before) === revisions({ aliases });
  const known = isSame ? stillKnown(ctx, before) : null;
  const versions = known ?? (await readVersions(ctx, name));
  const seen = { name, aliases, ...versions, readAt: ctx.pace.clock() };
  if (!isSame) await observeAliases(ctx, seen, { readAt: before?.readAt ?? null, redAlarms: redIn(sight) });
  sight.functions.set(name, seen);
}

/** As they were seen last, which was before the aliases were read. */
function redIn({ alarms }: Sight): string[] {
  return alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => name);
}

type KnownVersions = Pick<SeenFunction, 'versions' | 'versionsReadAt'>;

function stillKnown(ctx: Ctx, { versions, versionsReadAt }: SeenFunction): KnownVersions | null {
  const age = ctx.pace.clock().getTime() - versionsReadAt.getTime();
  return age < VERSIONS_KEPT_MS ? { versions, versionsReadAt } : null;
}

async function readVersions(ctx: Ctx, name: string): Promise<KnownVersions> {
  const versions = await ctx.cloud.functions.versions(name, ctx.signal);
  return { versions, versionsReadAt: ctx.pace.clock() };
}
