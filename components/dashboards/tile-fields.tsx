'use client';

import type { ReactNode } from 'react';
import type { Named } from '#components/dashboards/use-named';
import { Combobox } from '#components/ui/combobox';
import { Field } from '#components/ui/field';
import { Input, Textarea } from '#components/ui/input';
import { Select, type SelectOption } from '#components/ui/select';
import { metricWords } from '#lib/adoption/metric-cards';
import { METRIC_NAMES } from '#lib/dashboards/metrics';
import type { TileForm, TileKind } from '#lib/dashboards/tile-form';

interface TileFieldsProps {
  form: TileForm;
  named: Named;
  onChange: (changes: Partial<TileForm>) => void;
}

const KINDS: SelectOption<TileKind>[] = [
  { value: 'metric', label: 'A metric of a feature' },
  { value: 'funnel', label: 'A saved funnel' },
  { value: 'retention', label: 'Retention of a feature' },
  { value: 'stickiness', label: 'Stickiness' },
  { value: 'lifecycle', label: 'Life cycle' },
  { value: 'text', label: 'A text' },
];

const INTERVALS: SelectOption<TileForm['interval']>[] = [
  { value: 'day', label: 'by day' },
  { value: 'week', label: 'by week' },
  { value: 'month', label: 'by month' },
];

const ALL_USERS = '';

/** The fields of a tile: first what, then which, then how. */
export function TileFields({ form, named, onChange }: TileFieldsProps) {
  const shared = { form, named, onChange };
  return (
    <>
      <Choice label="What" options={KINDS} value={form.kind} onChange={(kind) => onChange({ kind })} />
      {KIND_FIELDS[form.kind](shared)}
      <Field label="Title" isOptional hint="Without one it is called after what it shows.">
        {(control) => (
          <Input
            {...control}
            maxLength={120}
            autoComplete="off"
            value={form.title}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        )}
      </Field>
      <Choice
        label="Width"
        options={[
          { value: 'half', label: 'Half of the page' },
          { value: 'full', label: 'The whole width' },
        ]}
        value={form.width}
        onChange={(width) => onChange({ width })}
      />
    </>
  );
}

const KIND_FIELDS: Record<TileKind, (props: TileFieldsProps) => ReactNode> = {
  funnel: FunnelFields,
  metric: MetricFields,
  retention: RetentionFields,
  stickiness: FeatureField,
  lifecycle: LifecycleFields,
  text: TextField,
};

function FunnelFields({ form, named, onChange }: TileFieldsProps) {
  const options = [...named.funnels.values()].map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Field label="Funnel">
        {(control) => (
          <Combobox
            label="Funnel"
            options={options}
            value={form.funnelId}
            onValueChange={(funnelId) => onChange({ funnelId })}
            controlProps={control}
            empty="No funnel is saved yet."
          />
        )}
      </Field>
      <Choice
        label="Shown as"
        options={[
          { value: 'columns', label: 'Its steps' },
          { value: 'conversion', label: 'Overall conversion' },
          { value: 'trend', label: 'Conversion day by day' },
        ]}
        value={form.funnelView}
        onChange={(funnelView) => onChange({ funnelView })}
      />
    </>
  );
}

function MetricFields(props: TileFieldsProps) {
  const { form, onChange } = props;
  const metrics = METRIC_NAMES.map((value) => ({ value, label: metricWords(value).label }));
  return (
    <>
      <FeatureField {...props} />
      <Field label="Metric" hint={metricWords(form.metric).definition}>
        {(control) => (
          <Select
            {...control}
            options={metrics}
            value={form.metric}
            onValueChange={(metric) => onChange({ metric })}
          />
        )}
      </Field>
      <Choice
        label="Shown as"
        options={[
          { value: 'number', label: 'A number with its change' },
          { value: 'chart', label: "A chart of the feature's days" },
        ]}
        value={form.metricView}
        onChange={(metricView) => onChange({ metricView })}
      />
    </>
  );
}

function RetentionFields(props: TileFieldsProps) {
  const { form, onChange } = props;
  return (
    <>
      <FeatureField {...props} />
      <IntervalField {...props} />
      <Choice
        label="Shown as"
        options={[
          { value: 'triangle', label: 'A triangle of cohorts' },
          { value: 'curve', label: 'One curve' },
        ]}
        value={form.retentionView}
        onChange={(retentionView) => onChange({ retentionView })}
      />
    </>
  );
}

function LifecycleFields(props: TileFieldsProps) {
  return (
    <>
      <FeatureField {...props} />
      <IntervalField {...props} />
    </>
  );
}

function FeatureField({ form, named, onChange }: TileFieldsProps) {
  const mayBeAll = form.kind === 'stickiness' || form.kind === 'lifecycle';
  const features = [...named.features.values()].map(({ key, name }) => ({ value: key, label: name }));
  const options = mayBeAll ? [{ value: ALL_USERS, label: 'All users, any event' }, ...features] : features;
  return (
    <Field label="Feature">
      {(control) => (
        <Combobox
          label="Feature"
          options={options}
          value={form.feature ?? (mayBeAll ? ALL_USERS : null)}
          onValueChange={(key) => onChange({ feature: key === ALL_USERS ? null : key })}
          controlProps={control}
          empty="No feature is defined yet."
        />
      )}
    </Field>
  );
}

function IntervalField({ form, onChange }: TileFieldsProps) {
  return (
    <Choice
      label="Cohorts and intervals"
      options={INTERVALS}
      value={form.interval}
      onChange={(interval) => onChange({ interval })}
    />
  );
}

function TextField({ form, onChange }: TileFieldsProps) {
  return (
    <Field label="Text">
      {(control) => (
        <Textarea
          {...control}
          rows={5}
          maxLength={4000}
          value={form.text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      )}
    </Field>
  );
}

interface ChoiceProps<V extends string> {
  label: string;
  options: SelectOption<V>[];
  value: V;
  onChange: (value: V) => void;
}

function Choice<V extends string>({ label, options, value, onChange }: ChoiceProps<V>) {
  return (
    <Field label={label}>
      {(control) => <Select {...control} options={options} value={value} onValueChange={onChange} />}
    </Field>
  );
}
