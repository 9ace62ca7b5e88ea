import type { ServedNotice, TimelineEntry } from '#lib/incidents/answers';

interface Recorded {
  /** What happened in the incident itself: alarms, ticks, notes, edits. */
  events: readonly {
    id: bigint;
    at: Date;
    kind: string;
    sentence: string;
    by: string | null;
    href: string | null;
  }[];
  changes: readonly {
    id: string;
    deed: string;
    reason: string;
    createdAt: string;
    requestedBy: { name: string };
  }[];
  /** What its changes told those who watched them. */
  told: readonly { id: bigint; changeId: string; at: Date; kind: string; sentence: string }[];
  notices: readonly Pick<ServedNotice, 'id' | 'headline' | 'channel' | 'state' | 'sentAt'>[];
}

/** Told before each call, and told again when it is done. */
const ANNOUNCED = 'intended';

/** Everything that is recorded of an incident in one line of time, each with the page of its source. */
export function timelineOf({ events, changes, told, notices }: Recorded): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...events.map(({ id, at, ...event }) => ({ id: `event ${id}`, at: at.toISOString(), ...event })),
    ...changes.map(({ id, deed, reason, createdAt, requestedBy }) => ({
      id: `plan ${id}`,
      at: createdAt,
      kind: 'plan',
      sentence: `Planned: ${deed}. ${reason}`,
      by: requestedBy.name,
      href: `/changes/${id}`,
    })),
    ...told
      .filter(({ kind }) => kind !== ANNOUNCED)
      .map(({ id, changeId, at, kind, sentence }) => ({
        id: `change ${id}`,
        at: at.toISOString(),
        kind: kind === 'started' ? 'execution' : VERDICTS.includes(kind) ? 'verification' : 'step',
        sentence,
        by: null,
        href: `/changes/${changeId}`,
      })),
    ...notices.flatMap(({ id, headline, channel, sentAt }) =>
      sentAt === null
        ? []
        : {
            id: `notice ${id}`,
            at: sentAt,
            kind: 'notice',
            sentence: `${channel} was told: ${headline}`,
            by: null,
            href: null,
          },
    ),
  ];
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const VERDICTS = ['improved', 'unchanged', 'worse', 'unknown', 'verifying'];
