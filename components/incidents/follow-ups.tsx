'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ownerOptions } from '#components/incidents/incident-options';
import { Button, IconButton } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import { Time } from '#components/ui/time';
import type { ServedFollowUp, ServedIncident } from '#lib/incidents/answers';
import { addFollowUp, deleteFollowUp, updateFollowUp } from '#lib/incidents/client';

interface FollowUpsProps {
  incident: ServedIncident;
  mayWork: boolean;
}

/** What is to be done so that it does not happen again, by whom and until when. */
export function FollowUps({ incident, mayWork }: FollowUpsProps) {
  const { followUps, status } = incident;
  return (
    <section aria-labelledby="follow-ups">
      <h2 id="follow-ups" className="mb-3 font-semibold text-16">
        Follow-ups
      </h2>
      {followUps.length === 0 ? (
        <p className="mb-3 text-14 text-ink-2">None yet. What would have kept this from happening?</p>
      ) : (
        <ul className="mb-4 rounded-box border border-line bg-surface">
          {followUps.map((followUp) => (
            <FollowUpRow key={followUp.id} incident={incident} followUp={followUp} mayWork={mayWork} />
          ))}
        </ul>
      )}
      {mayWork && status !== 'closed' ? <AddFollowUp incident={incident} /> : null}
    </section>
  );
}

interface FollowUpRowProps extends FollowUpsProps {
  followUp: ServedFollowUp;
}

function FollowUpRow({ incident, followUp, mayWork }: FollowUpRowProps) {
  const { id, text, owner, dueOn, doneAt, doneBy, version } = followUp;
  const client = useQueryClient();
  const saving = useMutation(updateFollowUp(client, incident.id, id));
  const deleting = useMutation(deleteFollowUp(client, incident.id, id));
  const canEdit = mayWork && incident.status !== 'closed';
  return (
    <li className="flex flex-col gap-2 border-line border-b px-3 py-2.5 text-14 last:border-b-0">
      <div className="flex items-start gap-2">
        <input
          type="checkbox"
          aria-label={`Done: ${text}`}
          className="mt-1"
          checked={doneAt !== null}
          disabled={!mayWork || saving.isPending}
          onChange={(event) => saving.mutate({ version, isDone: event.target.checked })}
        />
        <span className={`min-w-0 grow wrap-anywhere ${doneAt ? 'text-ink-2 line-through' : ''}`}>
          {text}
        </span>
        {canEdit ? (
          <IconButton
            size="small"
            label={`Delete: ${text}`}
            icon={<Trash2 aria-hidden size={14} />}
            onClick={() => deleting.mutate(undefined)}
          />
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-2 pl-5 text-12 text-ink-2">
        {canEdit ? (
          <>
            <Field label={`Owner of: ${text}`} isLabelHidden>
              {(control) => (
                <Select
                  {...control}
                  options={ownerOptions(incident.candidates)}
                  disabled={saving.isPending}
                  value={owner?.id ?? ''}
                  onValueChange={(ownerId) => saving.mutate({ version, ownerId: ownerId || null })}
                />
              )}
            </Field>
            <Field label={`Due date of: ${text}`} isLabelHidden>
              {(control) => (
                <Input
                  {...control}
                  key={dueOn}
                  type="date"
                  disabled={saving.isPending}
                  defaultValue={dueOn ?? ''}
                  // Half a year is a year too: what is typed counts once it is left.
                  onBlur={({ target: { value } }) =>
                    value === (dueOn ?? '') ? undefined : saving.mutate({ version, dueOn: value || null })
                  }
                />
              )}
            </Field>
          </>
        ) : (
          <span>
            {owner?.name ?? 'Nobody'}, {dueOn ?? 'no date'}
          </span>
        )}
        {doneAt ? (
          <span>
            done by {doneBy} <Time at={doneAt} />
          </span>
        ) : null}
      </div>
      {saving.error ? <ErrorState error={saving.error} doing="change it" isInline /> : null}
      {deleting.error ? <ErrorState error={deleting.error} doing="delete it" isInline /> : null}
    </li>
  );
}

function AddFollowUp({ incident }: { incident: ServedIncident }) {
  const [text, setText] = useState('');
  const [ownerId, setOwnerId] = useState('');
  const [dueOn, setDueOn] = useState('');
  const client = useQueryClient();
  const adding = useMutation({
    ...addFollowUp(client, incident.id),
    onSuccess: () => {
      setText('');
      setDueOn('');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') adding.mutate({ text, ownerId: ownerId || null, dueOn: dueOn || null });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <div className="grid items-end gap-2 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
        <Field label="What is to be done" className="sm:col-span-3">
          {(control) => (
            <Input
              {...control}
              maxLength={500}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field label="Owner">
          {(control) => (
            <Select
              {...control}
              options={ownerOptions(incident.candidates)}
              value={ownerId}
              onValueChange={setOwnerId}
            />
          )}
        </Field>
        <Field label="Due">
          {(control) => (
            <Input
              {...control}
              type="date"
              value={dueOn}
              onChange={(event) => setDueOn(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" disabled={text.trim() === ''} isLoading={adding.isPending}>
          Add follow-up
        </Button>
      </div>
      {adding.error ? <ErrorState error={adding.error} doing="add it" isInline /> : null}
    </form>
  );
}
