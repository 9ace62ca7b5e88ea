import { Copyable } from '#components/ui/copyable';
import type { AuditLink } from '#lib/audit/chain';
import { formatExact } from '#lib/core/format-time';

/** One entry whole: what was recorded, and the hashes that tie it to its neighbours. */
export function AuditEntry({ entry }: { entry: AuditLink }) {
  const facts = Object.entries(entry.details);
  return (
    <div className="grid gap-x-10 gap-y-4 text-12 lg:grid-cols-2">
      <section>
        <h2 className="mb-1 font-semibold">Details</h2>
        {facts.length === 0 ? <p className="text-ink-2">None were recorded.</p> : null}
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-2">{name}</dt>
              <dd className="break-words font-mono">
                {typeof value === 'string' ? value : JSON.stringify(value)}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h2 className="mb-1 font-semibold">Entry {entry.sequence}</h2>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4">
          <dt className="text-ink-2">Time</dt>
          <dd>{formatExact(entry.time)}</dd>
          <dt className="text-ink-2">Actor</dt>
          <dd>
            {entry.actor.kind} <Copyable value={entry.actor.id} label="actor id" shown={13} />
          </dd>
          <dt className="text-ink-2">Request</dt>
          <dd>
            <Copyable value={entry.requestId} label="request id" shown={13} />
          </dd>
          <dt className="text-ink-2">Hash</dt>
          <dd>
            <Copyable value={entry.hash} label="hash" shown={16} />
          </dd>
          <dt className="text-ink-2">Previous hash</dt>
          <dd>
            <Copyable value={entry.previousHash} label="previous hash" shown={16} />
          </dd>
        </dl>
      </section>
    </div>
  );
}
