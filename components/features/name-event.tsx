'use client';

import { useState } from 'react';
import { useFeatureWrites } from '#components/features/use-feature-writes';
import { Field } from '#components/ui/field';
import { FormDialog } from '#components/ui/form-dialog';
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
  const submit = () => {
    if (!feature || !meaning) return;
    const body = creationOf(withEvent(draftOf(feature), event, meaning));
    update.mutate({ ...body, id, version: feature.version }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={`Add “${event.type}” to a feature`}
      description={
        event.feature === null ? 'It carries no feature name.' : `It is an event of ${event.feature}.`
      }
      action="Add event"
      isBusy={update.isPending}
      error={update.error}
      onSubmit={submit}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
