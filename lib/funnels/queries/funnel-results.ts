import type { Ctx } from '#lib/core/ctx';
import type { FunnelAnswer } from '#lib/funnels/answers';
import { comparedPeriod } from '#lib/funnels/compared-period';
import { FunnelCount } from '#lib/funnels/count';
import { answered, type Work } from '#lib/funnels/queries/answered';
import { emptySteps } from '#lib/funnels/queries/empty-steps';
import { gather } from '#lib/funnels/queries/gather';
import { ruleSentence } from '#lib/funnels/rule-sentence';
import type { FunnelQuestion } from '#lib/funnels/schema';

/** The funnel: users, rates and times for each step, by value and beside the period before where asked. */
export async function funnelResults(ctx: Ctx, question: FunnelQuestion): Promise<FunnelAnswer> {
  const starts = [question.from, comparedPeriod(question)?.from ?? question.from];
  return answered(ctx, question, 'results', (now, signal) => countFunnel(ctx, question, now, signal), {
    fromMs: Math.min(...starts.map((start) => Date.parse(start))),
  });
}

async function countFunnel(
  ctx: Ctx,
  question: FunnelQuestion,
  now: number,
  signal: AbortSignal,
): Promise<Work<Omit<FunnelAnswer, 'meta'>>> {
  const asked = await countPeriod(ctx, question, now, signal);
  const compared = comparedPeriod(question);
  const before = compared ? await countPeriod(ctx, compared, now, signal) : undefined;
  const empty = await emptySteps(ctx, question, asked.value.funnel, signal);
  const value = {
    feature: question.feature ?? null,
    windowSeconds: question.windowSeconds,
    order: question.order,
    unit: question.unit,
    rule: ruleSentence(question),
    ...asked.value,
    ...(before ? { compare: before.value } : {}),
    emptySteps: empty.value,
  };
  return {
    value,
    bytesScanned: asked.bytesScanned + (before?.bytesScanned ?? 0) + empty.bytesScanned,
    costUsd: asked.costUsd + (before?.costUsd ?? 0) + empty.costUsd,
    elapsedMs: asked.elapsedMs + (before?.elapsedMs ?? 0) + empty.elapsedMs,
    sql: asked.sql,
  };
}

async function countPeriod(ctx: Ctx, question: FunnelQuestion, now: number, signal: AbortSignal) {
  const { counter, ...cost } = await gather(
    ctx,
    question,
    { label: 'funnel.results', signal },
    (labels) => new FunnelCount(question, now, labels),
  );
  const period = { start: question.from, end: question.to };
  return { value: { period, ...counter.answer() }, ...cost };
}
