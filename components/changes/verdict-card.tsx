import { VERDICT_TONE, VERDICT_WORDS } from '#components/changes/change-words';
import { WhatNext } from '#components/changes/what-next';
import { Badge } from '#components/ui/badge';
import { ButtonLink } from '#components/ui/button';
import { Metric } from '#components/ui/metric';
import type { SavedChange, Verification, VerifiedFunction } from '#lib/changes/answers';
import { formatCount, formatPercent, NO_DATA } from '#lib/core/format';

interface VerdictCardProps {
  change: SavedChange;
  verdict: Verification;
  mayChange: boolean;
}

/** Whether it helped: the sentence with the numbers, and how sure they are. */
export function VerdictCard({ change, verdict, mayChange }: VerdictCardProps) {
  const missed = verdict.functions.filter(({ isAtTarget, problem }) => !isAtTarget && !problem);
  const unread = verdict.functions.filter(({ problem }) => problem);
  return (
    <section
      aria-label="Verdict"
      className="flex flex-col gap-4 rounded-box border border-line bg-surface p-4"
    >
      <p className="flex flex-wrap items-center gap-2 text-16">
        <Badge tone={VERDICT_TONE[verdict.verdict]}>{VERDICT_WORDS[verdict.verdict]}</Badge>
        {verdict.why}
      </p>
      <div className="flex flex-wrap gap-8">
        <Rate label="Failed before" rate={verdict.before} />
        <Rate label="Failed since" rate={verdict.after} />
      </div>
      <ul className="text-14 text-ink-2">
        {verdict.functions.map((found) => (
          <li key={found.function} className="break-words">
            <span className="break-all">{found.function}</span>: {foundWords(found)}
          </li>
        ))}
      </ul>
      {missed.length > 0 ? (
        <p className="text-14 text-bad-ink">
          {missed.map(({ function: name }) => name).join(', ')} did not stay at the target: somebody moved it
          since.
        </p>
      ) : null}
      {unread.length > 0 ? (
        <p className="text-14 text-bad-ink">
          Nobody knows where {unread.map(({ function: name }) => name).join(', ')} leads. Look at it in AWS
          yourself.
        </p>
      ) : null}
      <WhatNext change={change} mayChange={mayChange} />
      <div>
        <ButtonLink href="/live">See what is live</ButtonLink>
      </div>
    </section>
  );
}

function foundWords({ executedVersions, health, problem }: VerifiedFunction): string {
  const answered =
    executedVersions.length === 0
      ? 'nobody answered our calls'
      : `version ${executedVersions.join(' and ')} answers`;
  const ill = health?.status === 'unhealthy' ? ` (${health.why})` : '';
  return [problem ?? answered, ...(health ? [`${HEALTH_WORDS[health.status]}${ill}`] : [])].join('; ');
}

const HEALTH_WORDS = {
  healthy: 'its health endpoint answers 200',
  unhealthy: 'its health endpoint is ill',
  not_configured: 'no health endpoint is configured for it',
};

function Rate({ label, rate }: { label: string; rate: Verification['before'] }) {
  if (!rate)
    return <Metric size="medium" label={label} value={NO_DATA} explanation="No calls were measured." />;
  const { errors, calls, interval } = rate;
  return (
    <Metric
      size="medium"
      label={label}
      value={formatPercent(rate.rate)}
      explanation={`${formatCount(errors)} of ${formatCount(calls)} calls failed.`}
      detail={`of ${formatCount(calls)} calls, ${formatPercent(interval[0])} to ${formatPercent(interval[1])}`}
    />
  );
}
