import type { Ctx } from '#lib/core/ctx';
import type { OtherRule, OtherRulesAnswer } from '#lib/funnels/answers';
import { OtherRulesCount } from '#lib/funnels/other-rules-count';
import { answered } from '#lib/funnels/queries/answered';
import { gather } from '#lib/funnels/queries/gather';
import type { FunnelQuestion } from '#lib/funnels/schema';

/** The same question under the counting rules of other tools, worked out from the same events. */
export async function otherRules(ctx: Ctx, question: FunnelQuestion): Promise<OtherRulesAnswer> {
  const { breakdown: _, attribution: __, compare: ___, ...asked } = question;
  return answered(ctx, asked, 'other-rules', async (_now, signal) => {
    const own = await countRules(ctx, asked, signal);
    const swapped = asked.unit === 'user' ? ('session' as const) : ('user' as const);
    const other = await countRules(ctx, { ...asked, unit: swapped }, signal);
    const isStrict = asked.order === 'strict';
    // A strict question passes over those who never enter, and their events count here.
    const loose = isStrict ? await countRules(ctx, { ...asked, order: 'ordered' }, signal) : undefined;
    const value = {
      ours: own.counter.ours,
      others: [
        ...rulesOf((loose ?? own).counter.events, own.counter.firstEntry, asked.unit),
        swappedRule(swapped, other.counter),
      ],
    };
    return {
      value,
      bytesScanned: own.bytesScanned + other.bytesScanned + (loose?.bytesScanned ?? 0),
      costUsd: own.costUsd + other.costUsd + (loose?.costUsd ?? 0),
      elapsedMs: own.elapsedMs + other.elapsedMs + (loose?.elapsedMs ?? 0),
      sql: own.sql,
    };
  });
}

function countRules(ctx: Ctx, question: FunnelQuestion, signal: AbortSignal) {
  return gather(ctx, question, { label: 'funnel.other-rules', signal }, () => new OtherRulesCount(question));
}

function rulesOf(events: number[], firstEntry: number[], unit: FunnelQuestion['unit']): OtherRule[] {
  return [
    {
      rule: 'event-counts',
      name: 'Event counts',
      explanation: `Every event of the period counts, whoever did it and in whatever order, so one ${unit} may count many times.`,
      counts: events,
    },
    {
      rule: 'first-entry-only',
      name: 'First entry only',
      explanation: `Only the run that begins with the first step 1 of each ${unit} counts; who comes back later and converts is lost.`,
      counts: firstEntry,
    },
  ];
}

function swappedRule(unit: FunnelQuestion['unit'], counter: OtherRulesCount): OtherRule {
  const isSession = unit === 'session';
  return {
    rule: isSession ? 'per-session' : 'per-user',
    name: isSession ? 'Per session' : 'Per user',
    explanation: isSession
      ? 'Each session counts on its own; who goes on in another session starts anew, and events without a session are left out.'
      : 'Each user counts once over all sessions, with the best run.',
    counts: counter.ours,
  };
}
