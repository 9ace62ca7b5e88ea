'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { type FormEvent, Fragment, useState } from 'react';
import { Badge, type Tone } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Textarea } from '#components/ui/input';
import { formatDay, formatExact, formatSecond } from '#lib/core/format-time';
import type { ServedIncident, TimelineEntry } from '#lib/incidents/answers';
import { addIncidentNote } from '#lib/incidents/client';

const KINDS: Record<string, { label: string; tone: Tone }> = {
  alarm: { label: 'Alarm', tone: 'bad' },
  opened: { label: 'Opened', tone: 'neutral' },
  joined: { label: 'Joined', tone: 'neutral' },
  plan: { label: 'Plan', tone: 'neutral' },
  execution: { label: 'Execution', tone: 'attention' },
  step: { label: 'Step', tone: 'neutral' },
  verification: { label: 'Verification', tone: 'neutral' },
  notice: { label: 'Notice', tone: 'neutral' },
  note: { label: 'Note', tone: 'neutral' },
  tick: { label: 'Checklist', tone: 'neutral' },
  status: { label: 'Status', tone: 'attention' },
  edit: { label: 'Edit', tone: 'neutral' },
  post_mortem: { label: 'Post-mortem', tone: 'neutral' },
};

interface TimelineProps {
  incident: ServedIncident;
  canNote: boolean;
}

/** Everything that happened, in order, each with where it is written. */
export function Timeline({ incident, canNote }: TimelineProps) {
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="mb-2 font-semibold text-16">
        Timeline
      </h2>
      <p className="mb-3 text-12 text-ink-3">Written by what happens; times are UTC.</p>
      <ol aria-live="polite" className="flex flex-col gap-3 border-line border-l pl-4">
        {incident.timeline.map((entry, place) => (
          <Fragment key={entry.id}>
            {dayOf(incident.timeline[place - 1]) === dayOf(entry) ? null : (
              <li className="font-medium text-12 text-ink-2">{formatDay(entry.at)}</li>
            )}
            <Entry entry={entry} />
          </Fragment>
        ))}
      </ol>
      {canNote ? <NoteForm id={incident.id} /> : null}
    </section>
  );
}

function dayOf(entry: TimelineEntry | undefined): string | undefined {
  return entry?.at.slice(0, 10);
}

function Entry({ entry: { at, kind, sentence, by, href } }: { entry: TimelineEntry }) {
  const { label, tone } = KINDS[kind] ?? { label: kind, tone: 'neutral' as const };
  return (
    <li className="flex flex-col gap-0.5 text-14">
      <span className="flex flex-wrap items-center gap-x-2 text-12 text-ink-3 tabular-nums">
        <time dateTime={at} title={formatExact(at)}>
          {formatSecond(at)}
        </time>
        <Badge tone={kind === 'alarm' && sentence.endsWith('is clear.') ? 'good' : tone}>{label}</Badge>
        {by ? <span>{by === 'automation' ? 'Flightdeck' : by}</span> : null}
      </span>
      <span className="whitespace-pre-line wrap-anywhere">
        {sentence}{' '}
        {href ? (
          <Link href={href as Route} className="text-12 underline underline-offset-4">
            Source<span className="sr-only"> of {label.toLowerCase()}</span>
          </Link>
        ) : null}
      </span>
    </li>
  );
}

function NoteForm({ id }: { id: string }) {
  const [text, setText] = useState('');
  const client = useQueryClient();
  const adding = useMutation({ ...addIncidentNote(client, id), onSuccess: () => setText('') });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') adding.mutate(text);
  };
  return (
    <form onSubmit={submit} className="mt-4 flex flex-col gap-2">
      <Field label="Add a note" hint="Everybody reads it; it cannot be taken back.">
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" disabled={text.trim() === ''} isLoading={adding.isPending}>
          Add note
        </Button>
      </div>
      {adding.error ? <ErrorState error={adding.error} doing="add the note" isInline /> : null}
    </form>
  );
}
