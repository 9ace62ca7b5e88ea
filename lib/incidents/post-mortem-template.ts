import type { SavedChange } from '#lib/changes/answers';
import { deedOf } from '#lib/changes/deed-of';
import { movesOf } from '#lib/changes/moves-of';
import { formatCount, formatDuration, formatPercent } from '#lib/core/format';
import { formatExact } from '#lib/core/format-time';
import type { SavedIncident, TimelineEntry } from '#lib/incidents/answers';
import type { PostMortemSection, SectionId } from '#lib/incidents/post-mortem-sections';
import { SECTIONS } from '#lib/incidents/post-mortem-sections';
import { SEVERITY } from '#lib/incidents/severity';
import type { Phase, Timings } from '#lib/incidents/timings';

interface Known {
  incident: SavedIncident;
  changes: readonly SavedChange[];
  timeline: readonly TimelineEntry[];
  timings: Timings;
}

/** What only people know, so that nobody takes an empty place for an answer. */
const TO_WRITE = '_To be written._';

const TEXTS: Record<SectionId, (known: Known) => string> = {
  summary: summary,
  impact: impact,
  timeline: ({ timeline }) =>
    timeline
      .map(({ at, sentence, by }) => `- ${formatExact(at)}: ${oneLine(sentence)}${by ? ` (${by})` : ''}`)
      .join('\n'),
  root_cause: ({ incident }) => incident.failureReason || TO_WRITE,
  resolution: resolution,
  went_well: () => TO_WRITE,
  went_badly: () => TO_WRITE,
};

/** A post-mortem as it is begun: filled with what the records say, and with what they do not say named as unknown. */
export function postMortemTemplate(known: Known): PostMortemSection[] {
  return SECTIONS.map(({ id }) => ({ id, text: TEXTS[id](known) }));
}

const PHASES: Record<Phase, string> = {
  detect: 'To detect',
  decide: 'To decide',
  act: 'To act',
  verify: 'To verify',
};

function summary({ incident, timings }: Known): string {
  const { title, severity, environment, functions, openedAt, mitigatedAt } = incident;
  const phases = Object.entries(PHASES).map(([phase, label]) => {
    const { seconds, why } = timings[phase as Phase];
    return `- ${label}: ${seconds === null ? 'not known' : formatDuration(seconds)}. ${why}`;
  });
  return [
    `${title} (${severity} ${SEVERITY[severity].label}, ${environment}).`,
    '',
    `- Opened ${formatExact(openedAt)}, ${mitigatedAt ? `mitigated ${formatExact(mitigatedAt)}` : 'not mitigated yet'}.`,
    `- Functions: ${functions.length === 0 ? 'none named' : functions.join(', ')}.`,
    ...phases,
  ].join('\n');
}

function impact({ changes }: Known): string {
  const lines = changes.flatMap(({ verdict }) => {
    if (verdict === null) return [];
    return [
      `- Before the change: ${rate(verdict.before)}.`,
      `- Since: ${rate(verdict.after)}.`,
      `- ${verdict.why}`,
    ];
  });
  if (lines.length === 0) return 'Not known: no calls were counted before and after a change.';
  return lines.join('\n');
}

function rate(counted: { calls: number; errors: number; rate: number } | null): string {
  if (counted === null) return 'not known, no calls were counted';
  const { calls, errors } = counted;
  return `${formatCount(errors)} of ${formatCount(calls)} calls failed (${formatPercent(counted.rate)})`;
}

function resolution({ changes }: Known): string {
  const lines = changes.flatMap((change) => {
    const end = `by ${change.requestedBy.name} (${change.status})`;
    const moves = movesOf(change).map(
      ({ function: name, fromVersion, toVersion }) =>
        `- ${name}: version ${fromVersion} → ${toVersion} ${end}`,
    );
    return change.kind === 'stack-rollback' ? [`- ${deedOf(change)} ${end}`, ...moves] : moves;
  });
  return lines.length === 0 ? TO_WRITE : lines.join('\n');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
