import { VERDICT_TONE, VERDICT_WORDS } from '#components/changes/change-words';
import { Badge } from '#components/ui/badge';
import { ButtonLink } from '#components/ui/button';
import { Metric } from '#components/ui/metric';
import type { Verification } from '#lib/changes/answers';
import { formatCount, formatPercent, NO_DATA } from '#lib/core/format';

/** Whether it helped: the sentence, and the numbers before and after. */
export function VerdictCard({ verdict }: { verdict: Verification }) {
  const missed = verdict.functions.filter(({ isAtTarget }) => !isAtTarget);
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
        {verdict.functions.map(({ function: name, executedVersions }) => (
          <li key={name} className="break-all">
            {name}:{' '}
            {executedVersions.length === 0
              ? 'nobody answered our calls'
              : `version ${executedVersions.join(' and ')} answers`}
          </li>
        ))}
      </ul>
      {missed.length > 0 ? (
        <p className="text-14 text-bad-ink">
          {missed.map(({ function: name }) => name).join(', ')} did not stay at the target: somebody moved it
          since.
        </p>
      ) : null}
      <div>
        <ButtonLink href="/live">See what is live</ButtonLink>
      </div>
    </section>
  );
}

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
