'use client';

import { type FormEvent, useId, useState } from 'react';
import { useFeatureWrites } from '#components/features/use-feature-writes';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Select } from '#components/ui/select';
import type { SavedFeature, UnnamedEvents } from '#lib/adoption/answers';
import { creationOf, draftOf } from '#lib/adoption/feature-draft';
import { FIELD_LABELS } from '#lib/adoption/field-in-words';
import { type EventMeaning, meaningsFor, withEvent } from '#lib/adoption/name-event';

interface NameEventProps {
  event: UnnamedEvents;
  features: SavedFeature[];
  onClose: () => void;
}

/** Says what an event means to a feature: its own first, if it is defined. */
export function NameEvent({ event, features, onClose }: NameEventProps) {
  const [id, setId] = useState((features.find(({ key }) => key === event.feature) ?? features[0])?.id ?? '');
  const feature = features.find((one) => one.id === id);
  const meanings = feature ? meaningsFor(feature.key, event) : [];
  const [chosen, setChosen] = useState<EventMeaning>('use');
  const meaning = meanings.includes(chosen) ? chosen : meanings[0];
  const { update } = useFeatureWrites();
  const formId = useId();
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (!feature || !meaning) return;
    const body = creationOf(withEvent(draftOf(feature), event, meaning));
    update.mutate({ ...body, id, version: feature.version }, { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Add “${event.type}” to a feature`}
      description={
        event.feature === null ? 'It carries no feature name.' : `It is an event of ${event.feature}.`
      }
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" isLoading={update.isPending}>
            Add event
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Feature">
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={id}
              onValueChange={setId}
              options={features.map(({ id: value, name }) => ({ value, label: name }))}
            />
          )}
        </Field>
        <Field
          label="What it means"
          hint={
            meanings.length > 2
              ? undefined
              : 'It belongs to another feature or to none, so it can only be what this one leads to.'
          }
        >
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={meaning ?? 'use'}
              onValueChange={setChosen}
              options={meanings.map((value) => ({ value, label: FIELD_LABELS[value] }))}
            />
          )}
        </Field>
        {update.error ? <ErrorState error={update.error} isInline /> : null}
      </form>
    </Dialog>
  );
}
