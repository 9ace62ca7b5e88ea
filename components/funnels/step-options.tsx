'use client';

import { SlidersHorizontal } from 'lucide-react';
import { FilterEditor } from '#components/funnels/filter-editor';
import type { Catalog } from '#components/funnels/use-catalog';
import { Combobox } from '#components/ui/combobox';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Popover } from '#components/ui/popover';
import { Switch } from '#components/ui/switch';
import type { LinkStep } from '#lib/funnels/url-grammar';

interface StepOptionsProps {
  step: LinkStep;
  number: number;
  onChange: (step: LinkStep) => void;
  catalog: Catalog;
  faultOf: (path: string) => string | undefined;
}

const OWN_FEATURE = '';

/** What a step may have besides its event types: conditions, a name, a feature of its own, and leave to be left out. */
export function StepOptions({ step, number, onChange, catalog, faultOf }: StepOptionsProps) {
  const { name, feature, ...rest } = step;
  const setFeature = (chosen: string) => {
    const named = { ...rest, ...(name === undefined ? {} : { name }) };
    onChange(chosen === OWN_FEATURE ? named : { ...named, feature: chosen });
  };
  const setName = (typed: string) => {
    const plain = { ...rest, ...(feature === undefined ? {} : { feature }) };
    onChange(typed === '' ? plain : { ...plain, name: typed });
  };
  return (
    <Popover
      label={`Options of step ${number}`}
      className="w-96 p-4"
      trigger={<SlidersHorizontal aria-hidden size={14} />}
      triggerProps={{
        variant: 'quiet',
        size: 'small',
        'aria-label': `Options of step ${number}`,
        title: 'Conditions, name, optional',
        className: 'aspect-square px-0!',
      }}
    >
      <div className="flex flex-col gap-4">
        <div>
          <p className="mb-1 font-medium">Counts only where</p>
          <FilterEditor
            filters={step.filters}
            onChange={(filters) => onChange({ ...step, filters })}
            catalog={catalog}
            faultOf={(index) => faultOf(`filters.${index}`)}
          />
        </div>
        <Field label="Name on the page" isOptional error={faultOf('name')}>
          {(control) => (
            <Input
              {...control}
              defaultValue={name ?? ''}
              maxLength={120}
              placeholder={step.step.join(' or ')}
              onBlur={(event) => setName(event.target.value.trim())}
            />
          )}
        </Field>
        <Field label="Feature" error={faultOf('feature')}>
          {(control) => (
            <Combobox
              controlProps={control}
              label="Feature"
              options={[{ value: OWN_FEATURE, label: 'as the whole funnel' }, ...catalog.features]}
              isFreeTextAllowed
              value={feature ?? OWN_FEATURE}
              onValueChange={setFeature}
              className="w-full"
            />
          )}
        </Field>
        <div>
          <Switch
            label="Optional"
            hint={
              number === 1
                ? 'The first step opens a run: it cannot be left out.'
                : 'A run may leave this step out.'
            }
            checked={step.optional}
            disabled={number === 1 && !step.optional}
            onChange={(event) => onChange({ ...step, optional: event.target.checked })}
          />
          {faultOf('optional') ? <p className="text-12 text-bad-ink">{faultOf('optional')}</p> : null}
        </div>
      </div>
    </Popover>
  );
}
