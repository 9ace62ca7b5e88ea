import { Metric } from '#components/ui/metric';
import { Time } from '#components/ui/time';
import { formatDuration } from '#lib/core/format';
import { formatMinute } from '#lib/core/format-time';
import type { ServedIncident } from '#lib/incidents/answers';
import { SEVERITY, slaOf } from '#lib/incidents/severity';
import type { Phase } from '#lib/incidents/timings';

const PHASES: [Phase, string][] = [
  ['detect', 'To detect'],
  ['decide', 'To decide'],
  ['act', 'To act'],
  ['verify', 'To verify'],
];

/** How long each part took, what the severity promises, and whose it is. */
export function IncidentFacts({ incident }: { incident: ServedIncident }) {
  const { timings, scope, environment, owner } = incident;
  return (
    <div className="flex flex-col gap-4 rounded-box border border-line bg-surface p-4">
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-5">
        <Promised incident={incident} />
        {PHASES.map(([phase, label]) => (
          <Metric
            key={phase}
            size="medium"
            label={label}
            value={timings[phase].seconds === null ? 'not known' : formatDuration(timings[phase].seconds)}
            explanation={timings[phase].why}
          />
        ))}
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-14">
        <dt className="text-ink-2">Owner</dt>
        <dd>{owner?.name ?? 'Nobody yet'}</dd>
        <dt className="text-ink-2">Scope</dt>
        <dd>{scope === 'full' ? `All of ${environment}` : 'Some functions'}</dd>
      </dl>
    </div>
  );
}

/** Whether it no longer hurts within the time that its severity promises. */
function Promised({ incident }: { incident: ServedIncident }) {
  const { severity, mitigatedAt } = incident;
  const sla = slaOf(incident, new Date());
  if (sla === null) {
    return (
      <Metric
        size="medium"
        label="Due"
        value={SEVERITY[severity].sla}
        explanation={SEVERITY[severity].definition}
      />
    );
  }
  const explanation = `${severity} promises ${SEVERITY[severity].sla}: until ${formatMinute(sla.dueAt)}. ${SEVERITY[severity].definition}.`;
  const value = mitigatedAt ? (sla.isMissed ? 'Missed' : 'Kept') : sla.isMissed ? 'Overdue' : 'Running';
  return (
    <Metric
      size="medium"
      label={`${severity} within ${SEVERITY[severity].sla}`}
      value={value}
      explanation={explanation}
      detail={
        <>
          {mitigatedAt ? 'mitigated ' : 'due '}
          <Time at={mitigatedAt ?? sla.dueAt} />
        </>
      }
    />
  );
}
