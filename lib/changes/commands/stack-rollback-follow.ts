import { tell } from '#lib/changes/commands/tell';
import type { End } from '#lib/changes/kind';
import { eventSentence, eventsOfOperation, stackRollbackEnd } from '#lib/changes/stack-rollback-end';
import type { MovedAlias, PlannedStackRollback } from '#lib/changes/stack-rollback-plan';
import type { Ctx } from '#lib/core/ctx';
import type { StackEvent } from '#lib/core/stacks';

const FOLLOW_EVERY_MS = 5_000;
/** How those who watch know what AWS said from what Flightdeck did. */
const TOLD = 'stack_event';

/**
 * Follows an operation on a stack by its events until it has ended, and tells each of them once, whoever told the
 * others.
 */
export async function followStack(ctx: Ctx, changeId: string, planned: PlannedStackRollback): Promise<End> {
  const since = new Date(planned.fromEventAt);
  for (;;) {
    const all = await ctx.cloud.stacks.events(planned.stackId, { since });
    const events = eventsOfOperation(planned, all, changeId);
    await tellNew(ctx, changeId, events);
    const end = stackRollbackEnd(planned, events);
    if (end) {
      const { finalStatus, sentence } = end;
      const moved = await movedAliases(ctx, planned);
      // What moved nobody's calls cannot have helped any.
      const status = end.status === 'done' && moved.length > 0 ? 'verifying' : end.status;
      return { status, sentence, result: { finalStatus, moved } };
    }
    await ctx.pace.pause(FOLLOW_EVERY_MS);
  }
}

async function tellNew(ctx: Ctx, changeId: string, events: readonly StackEvent[]): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const told = await tx.changeEvent.findMany({ where: { changeId, kind: TOLD } });
    const known = new Set(told.map(({ at, sentence }) => keyOf(at, sentence)));
    for (const event of events) {
      const sentence = eventSentence(event);
      if (known.has(keyOf(event.at, sentence))) continue;
      known.add(keyOf(event.at, sentence));
      // Dated by AWS: it is what AWS did, and when.
      await tell(tx, event.at, changeId, TOLD, sentence);
    }
  });
}

function keyOf(at: Date, sentence: string): string {
  return `${at.toISOString()} ${sentence}`;
}

/** The aliases of the plan whose revision is another now: the stack has moved them. */
async function movedAliases(ctx: Ctx, { aliases }: PlannedStackRollback): Promise<MovedAlias[]> {
  const found = await Promise.all(
    aliases.map(async ({ function: name, alias, revisionId }): Promise<MovedAlias[]> => {
      const standing = await ctx.cloud.functions.aliases(name);
      const now = standing.find((one) => one.name === alias);
      if (!now || now.revisionId === revisionId) return [];
      const version = now.version === '$LATEST' ? null : now.version;
      return [{ function: name, alias, revisionId: now.revisionId, version }];
    }),
  );
  return found.flat();
}
