'use client';

import type { FeatureCatalog } from '#components/features/use-feature-catalog';
import { Combobox } from '#components/ui/combobox';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import type { FeatureDraft, FeatureField } from '#lib/adoption/feature-draft';
import { FIELD_LABELS } from '#lib/adoption/field-in-words';

interface FieldsProps {
  draft: FeatureDraft;
  onChange: (part: Partial<FeatureDraft>) => void;
  catalog: FeatureCatalog;
  faults: Partial<Record<FeatureField, string>>;
}

const HINTS = {
  view: 'Discovery counts these people.',
  use: 'Adoption and retention count these people. Steps of the funnel after the first count as well.',
  complete: 'Activation counts these people, of those who used it.',
  share: 'Referral counts these people.',
} as const;

/** What the feature is, and which of its events mean what. */
export function FeatureFields({ draft, onChange, catalog, faults }: FieldsProps) {
  const options = catalog.typesFor(draft.key);
  return (
    <>
      <Field label={FIELD_LABELS.key} hint="Its events carry it as “feature”." error={faults.key}>
        {(control) => (
          <Combobox
            controlProps={control}
            label={FIELD_LABELS.key}
            isFreeTextAllowed
            isLoading={catalog.isLoading}
            options={catalog.features}
            value={draft.key || null}
            onValueChange={(key) => onChange({ key })}
            placeholder="Choose or type…"
            className="w-full"
          />
        )}
      </Field>
      <Field label={FIELD_LABELS.name} hint="What people call it." error={faults.name}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={120}
            value={draft.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      {(['view', 'use', 'complete', 'share'] as const).map((field) => (
        <Field key={field} label={FIELD_LABELS[field]} hint={HINTS[field]} error={faults[field]}>
          {(control) => (
            <Combobox
              controlProps={control}
              isMultiple
              isFreeTextAllowed
              isLoading={catalog.isLoading}
              label={FIELD_LABELS[field]}
              options={options}
              value={draft[field]}
              onValueChange={(types) => onChange({ [field]: types })}
              placeholder="No event"
              className="w-full"
            />
          )}
        </Field>
      ))}
    </>
  );
}

interface WorthFieldsProps extends FieldsProps {
  funnels: { id: string; name: string }[];
}

/** What the feature leads to: its funnel, and the events by which its worth is measured. */
export function WorthFields({ draft, onChange, catalog, funnels }: WorthFieldsProps) {
  return (
    <>
      <Field
        label={FIELD_LABELS.funnelId}
        hint="Whoever takes one of its steps after the first has tried the feature."
        isOptional
      >
        {(control) => (
          <Select
            {...control}
            className="w-full"
            value={draft.funnelId ?? ''}
            onValueChange={(id) => onChange({ funnelId: id === '' ? null : id })}
            options={[
              { value: '', label: 'No funnel' },
              ...funnels.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
      </Field>
      <RefFields
        field="conversion"
        hint="An event that people of the feature should reach, such as a purchase."
        {...{ draft, onChange, catalog }}
      />
      <RefFields
        field="revenue"
        hint="Events whose value is money: its sum a person is compared."
        {...{ draft, onChange, catalog }}
      />
    </>
  );
}

type RefFieldsProps = Omit<FieldsProps, 'faults'> & { field: 'conversion' | 'revenue'; hint: string };

function RefFields({ field, hint, draft, onChange, catalog }: RefFieldsProps) {
  const { types, feature } = draft[field];
  const label = FIELD_LABELS[field];
  return (
    <fieldset className="flex flex-col gap-2">
      <Field label={label} hint={hint} isOptional>
        {(control) => (
          <Combobox
            controlProps={control}
            isMultiple
            isFreeTextAllowed
            isLoading={catalog.isLoading}
            label={label}
            options={catalog.typesFor(feature ?? draft.key)}
            value={types}
            onValueChange={(chosen) => onChange({ [field]: { types: chosen, feature } })}
            placeholder="No event"
            className="w-full"
          />
        )}
      </Field>
      {types.length > 0 ? (
        <Field label={`${label}: of which feature`}>
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={feature ?? ''}
              onValueChange={(of) => onChange({ [field]: { types, feature: of === '' ? null : of } })}
              options={featureChoices(catalog, feature)}
            />
          )}
        </Field>
      ) : null}
    </fieldset>
  );
}

function featureChoices(catalog: FeatureCatalog, chosen: string | null) {
  const known = catalog.features.map(({ value }) => value);
  const all = chosen !== null && !known.includes(chosen) ? [chosen, ...known] : known;
  return [{ value: '', label: 'Of any feature, or none' }, ...all.map((value) => ({ value, label: value }))];
}
