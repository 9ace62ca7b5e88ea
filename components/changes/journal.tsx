import { Time } from '#components/ui/time';
import type { ToldEvent } from '#lib/changes/told-event';

/** What happened, in order, as it happens; read out when something new comes. */
export function Journal({ events }: { events: readonly ToldEvent[] }) {
  return (
    <section aria-labelledby="journal">
      <h2 id="journal" className="mb-2 font-medium text-16">
        Journal
      </h2>
      <ol aria-live="polite" className="flex flex-col gap-1 border-line border-l pl-4">
        {events.map(({ id, at, sentence }) => (
          <li key={id} className="flex flex-col text-14">
            <span className="text-12 text-ink-3 tabular-nums">
              <Time at={at} />
            </span>
            <span className="min-w-0 break-words">{sentence}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
