'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { STATUS_TONE, STATUS_WORDS, VERDICT_TONE, VERDICT_WORDS } from '#components/changes/change-words';
import { AlarmBadge } from '#components/live/alarm-badge';
import { recentTraffic } from '#components/live/error-rate';
import { Badge } from '#components/ui/badge';
import { Time } from '#components/ui/time';
import type { SavedChange } from '#lib/changes/answers';
import { deedOf } from '#lib/changes/deed-of';
import { formatCount, formatPercent } from '#lib/core/format';
import type { LiveFunction } from '#lib/functions/answers';
import { liveFunctionsOptions } from '#lib/functions/client';
import type { ServedIncident } from '#lib/incidents/answers';

/** Longer than a round of looking takes. */
const FRESH_MS = 90_000;
const LINK = 'underline decoration-line underline-offset-4 hover:decoration-ink';

/** What an incident is about, whether it hurts just now, and what was done: the first that somebody asks who was woken. */
export function IncidentNow({ incident }: { incident: ServedIncident }) {
  const isClosed = incident.status === 'closed';
  const live = useQuery({ ...liveFunctionsOptions(), enabled: !isClosed && incident.functions.length > 0 });
  // What was read before anybody looked at this page tells nothing of now.
  const isFresh = live.dataUpdatedAt - Date.parse(live.data?.readAt ?? '') < FRESH_MS;
  return (
    <section
      aria-label="What it is about"
      className="mb-4 grid gap-x-8 gap-y-4 rounded-box border border-line bg-surface p-4 lg:grid-cols-2"
    >
      <div className="min-w-0">
        <h2 className="mb-2 font-medium text-12 text-ink-2">{isClosed ? 'Functions' : 'How it is now'}</h2>
        {incident.functions.length === 0 ? (
          <p className="text-14 text-ink-2">No function is named, so nothing is watched for it.</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {incident.functions.map((name) => (
              <FunctionLine
                key={name}
                name={name}
                isWatched={!isClosed}
                found={isFresh ? live.data?.functions.find((one) => one.name === name) : undefined}
                unseen={isFresh ? 'It is not among the functions that AWS lists.' : 'Reading how it is …'}
              />
            ))}
          </ul>
        )}
      </div>
      <div className="min-w-0">
        <h2 className="mb-2 font-medium text-12 text-ink-2">What was done</h2>
        {incident.changes.length === 0 ? (
          <p className="text-14 text-ink-2">Nothing yet.</p>
        ) : (
          <ul className="flex flex-col gap-3">
            {[...incident.changes].reverse().map((change) => (
              <ChangeLine key={change.id} change={change} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

interface FunctionLineProps {
  name: string;
  isWatched: boolean;
  found: LiveFunction | undefined;
  /** What is said of it while it was not seen. */
  unseen: string;
}

function FunctionLine({ name, isWatched, found, unseen }: FunctionLineProps) {
  return (
    <li className="text-14">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Link
          href={`/live?function=${encodeURIComponent(name)}`}
          className={`break-all font-mono text-12 ${LINK}`}
        >
          {name}
        </Link>
        {isWatched && found ? <AlarmBadge alarms={found.alarms} /> : null}
      </span>
      {isWatched ? (
        <span className="block text-12 text-ink-2">{found ? stateWords(found) : unseen}</span>
      ) : null}
    </li>
  );
}

/** Of the live version alone: the minutes of the one before would hide that it is well, or that it is not. */
function stateWords({ version, since, points }: LiveFunction): string {
  const recent = recentTraffic(points.filter(({ at }) => since.at === null || at >= since.at));
  const calls =
    recent === null || recent.rate === null
      ? 'no calls of it were measured yet'
      : `${formatPercent(recent.rate)} of its last ${formatCount(recent.calls)} calls failed`;
  return `Version ${version} is live; ${calls}.`;
}

function ChangeLine({ change }: { change: SavedChange }) {
  const { status, verdict, startedAt, createdAt } = change;
  return (
    <li className="text-14">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Link href={`/changes/${change.id}`} className={`wrap-anywhere ${LINK}`}>
          {deedOf(change)}
        </Link>
        {verdict ? (
          <Badge tone={VERDICT_TONE[verdict.verdict]}>{VERDICT_WORDS[verdict.verdict]}</Badge>
        ) : (
          <Badge tone={STATUS_TONE[status]}>{STATUS_WORDS[status]}</Badge>
        )}
        <span className="text-12 text-ink-3">
          <Time at={startedAt ?? createdAt} />
        </span>
      </span>
      {verdict ? <span className="block text-12 text-ink-2 wrap-anywhere">{verdict.why}</span> : null}
    </li>
  );
}
