import { Copyable } from '#components/ui/copyable';
import { formatDuration } from '#lib/core/format';
import { formatExact } from '#lib/core/format-time';
import type { LatestEvent } from '#lib/events/catalog-schema';

/** All that is stored of an event. */
export function EventDetails({ event }: { event: LatestEvent }) {
  const { sessionDuration, value } = event;
  const fields: [string, string | null][] = [
    ['Time', formatExact(event.time)],
    ['Received', formatExact(event.receivedAt)],
    ['User', event.userId],
    ['Session', event.sessionId],
    ['Session duration', sessionDuration === null ? null : formatDuration(sessionDuration)],
    ['Value', value === null ? null : `${value}`],
    ['Experiment', event.experiment],
    ['Variant', event.variant],
  ];
  const properties = Object.entries(event.properties ?? {}).map(([name, said]): [string, string] => [
    name,
    typeof said === 'string' ? said : JSON.stringify(said),
  ]);
  return (
    <div className="flex flex-col gap-3 text-14">
      <p className="flex flex-wrap items-center gap-2 text-12 text-ink-2">
        Id <Copyable value={event.eventId} label="event id" shown={36} />
      </p>
      <Pairs pairs={fields.filter((pair): pair is [string, string] => pair[1] !== null)} />
      <div>
        <p className="mb-1 font-medium text-12 text-ink-2">Properties</p>
        {properties.length > 0 ? <Pairs pairs={properties} isCode /> : <p className="text-ink-3">none</p>}
      </div>
    </div>
  );
}

function Pairs({ pairs, isCode = false }: { pairs: [string, string][]; isCode?: boolean }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {pairs.map(([name, said]) => (
        <div key={name} className="contents">
          <dt className={isCode ? 'font-mono text-12 text-ink-2' : 'text-12 text-ink-2'}>{name}</dt>
          <dd className={isCode ? 'font-mono text-12 wrap-anywhere' : 'wrap-anywhere'}>{said}</dd>
        </div>
      ))}
    </dl>
  );
}
