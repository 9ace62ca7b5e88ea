'use client';

import { BreakdownClause, ExclusionClauses, FilterClause, SameClause } from '#components/funnels/clauses';
import { ComparisonClause } from '#components/funnels/comparison-clause';
import { StepList } from '#components/funnels/step-list';
import type { Catalog } from '#components/funnels/use-catalog';
import { Combobox } from '#components/ui/combobox';
import { DateRangePicker } from '#components/ui/date-range-picker';
import { Switch } from '#components/ui/switch';
import { TimeZonePicker } from '#components/ui/time-zone-picker';
import type { EmptyStep } from '#lib/funnels/answers';
import { windowInWords } from '#lib/funnels/definition-sentence';
import { readRange, writeRange } from '#lib/funnels/period';
import { type Draft, type Order, readWindow, type Unit, writeWindow } from '#lib/funnels/url-state';

interface SentenceBuilderProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  catalog: Catalog;
  faults: ReadonlyMap<string, string>;
  emptySteps: EmptyStep[];
}

const UNITS = [
  { value: 'user', label: 'Users who did', keywords: 'people' },
  { value: 'session', label: 'Sessions with', keywords: 'visits' },
];

const ORDERS = [
  { value: 'ordered', label: 'in this order', detail: 'others between allowed' },
  { value: 'strict', label: 'in this order, nothing between' },
  { value: 'any', label: 'in any order' },
];

const WINDOWS = ['30m', '1h', '1d', '7d', '14d', '30d', '90d'];
const WHOLE_FUNNEL = '';

/** The question as a sentence whose words can be changed. What is read here is exactly what is counted. */
export function SentenceBuilder(props: SentenceBuilderProps) {
  const { draft, onChange, catalog, faults } = props;
  const features = [{ value: WHOLE_FUNNEL, label: 'any feature' }, ...catalog.features];
  return (
    <section
      aria-label="Definition"
      className="mb-6 rounded-box border border-line bg-surface px-3 py-3 sm:px-4"
    >
      <div className="mb-1">
        <Combobox
          label="What is counted"
          look="inline"
          options={UNITS}
          value={draft.unit}
          onValueChange={(unit) => onChange({ unit: unit as Unit })}
        />
      </div>
      <StepList {...props} />
      <div className="mt-2 flex flex-wrap items-center gap-x-1.5 gap-y-1.5 text-ink-2">
        <span>within</span>
        <WindowWord draft={draft} onChange={onChange} fault={faults.get('windowSeconds')} />
        <Combobox
          label="Order"
          look="inline"
          options={ORDERS}
          value={draft.order}
          onValueChange={(order) => onChange({ order: order as Order })}
        />
        <span>of</span>
        <Combobox
          label="Feature"
          look="inline"
          isFreeTextAllowed
          options={features}
          value={draft.feature ?? WHOLE_FUNNEL}
          onValueChange={(feature) => onChange({ feature: feature || null })}
        />
        <span>from</span>
        <DateRangePicker
          value={readRange(draft.range)}
          onValueChange={(range) => onChange({ range: writeRange(range) })}
          triggerProps={{ size: 'small' }}
          timeZone={draft.timeZone}
        />
        <TimeZonePicker
          look="inline"
          value={draft.timeZone}
          onValueChange={(timeZone) => onChange({ timeZone })}
        />
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-t pt-2">
        <FilterClause {...props} />
        <BreakdownClause {...props} />
        <ExclusionClauses {...props} />
        <SameClause {...props} />
        <ComparisonClause
          comparison={draft.compare}
          period={catalog.period}
          timeZone={draft.timeZone}
          onChange={(compare) => onChange({ compare })}
        />
        <Switch
          label="Cut at the end"
          title="Events after the period do not count. Without it, a run that began in the period has its whole window."
          checked={draft.cutAtEnd}
          onChange={(event) => onChange({ cutAtEnd: event.target.checked })}
        />
      </div>
      <Faults faults={faults} />
    </section>
  );
}

function WindowWord({
  draft,
  onChange,
  fault,
}: Pick<SentenceBuilderProps, 'draft' | 'onChange'> & { fault: string | undefined }) {
  const current = writeWindow(draft.windowSeconds);
  const offered = WINDOWS.includes(current) ? WINDOWS : [current, ...WINDOWS];
  const options = offered.map((value) => ({
    value,
    label: windowInWords(readWindow(value) ?? 0),
    keywords: value,
  }));
  return (
    <Combobox
      label="Conversion window"
      look="inline"
      options={options}
      isFreeTextAllowed
      searchPlaceholder="Or type: 45m, 36h, 10d"
      value={current}
      onValueChange={(text) => {
        const windowSeconds = readWindow(text.replaceAll(' ', ''));
        if (windowSeconds) onChange({ windowSeconds });
      }}
      {...(fault ? { controlProps: { 'aria-invalid': true as const } } : {})}
    />
  );
}

/** What is wrong outside a single step or filter; those say so where they stand. */
function Faults({ faults }: { faults: ReadonlyMap<string, string> }) {
  const shown = [...faults].filter(([path]) => !/^(steps\.\d+|filters\.\d+|exclusions\.\d+)/.test(path));
  if (shown.length === 0) return null;
  return (
    <ul role="alert" className="mt-2 text-12 text-bad-ink">
      {shown.map(([path, message]) => (
        <li key={path}>
          {path}: {message}
        </li>
      ))}
    </ul>
  );
}
