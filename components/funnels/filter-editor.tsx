'use client';

import { Plus, X } from 'lucide-react';
import { type Catalog, usePropertyValues } from '#components/funnels/use-catalog';
import { Button, IconButton } from '#components/ui/button';
import { Combobox } from '#components/ui/combobox';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import type { LinkFilter } from '#lib/funnels/url-grammar';

interface FilterEditorProps {
  filters: LinkFilter[];
  onChange: (filters: LinkFilter[]) => void;
  catalog: Catalog;
  /** What is wrong with the filter of this index. */
  faultOf: (index: number) => string | undefined;
}

const OPERATORS = [
  { value: 'eq', label: 'is' },
  { value: 'neq', label: 'is not' },
  { value: 'in', label: 'is one of' },
  { value: 'contains', label: 'contains' },
  { value: 'gt', label: 'is more than' },
  { value: 'gte', label: 'is at least' },
  { value: 'lt', label: 'is less than' },
  { value: 'lte', label: 'is at most' },
  { value: 'exists', label: 'is there' },
  { value: 'missing', label: 'is missing' },
] as const;

const NUMERIC = ['gt', 'gte', 'lt', 'lte'];

/** Conditions on properties, all of which must hold. */
export function FilterEditor({ filters, onChange, catalog, faultOf }: FilterEditorProps) {
  const replace = (index: number, filter: LinkFilter) => onChange(filters.with(index, filter));
  const rows = filters.map((filter, index) => ({ filter, index, key: `filter-${index + 1}` }));
  return (
    <div className="flex flex-col gap-2">
      {rows.map(({ filter, index, key }) => (
        <FilterRow
          key={key}
          filter={filter}
          catalog={catalog}
          fault={faultOf(index)}
          onChange={(next) => replace(index, next)}
          onRemove={() => onChange(filters.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="small"
        variant="quiet"
        className="self-start"
        onClick={() => onChange([...filters, { property: '', op: 'eq' }])}
      >
        <Plus aria-hidden size={14} /> Add a condition
      </Button>
    </div>
  );
}

interface FilterRowProps {
  filter: LinkFilter;
  catalog: Catalog;
  fault: string | undefined;
  onChange: (filter: LinkFilter) => void;
  onRemove: () => void;
}

function FilterRow({ filter, catalog, fault, onChange, onRemove }: FilterRowProps) {
  const shownOperator = filter.op === 'exists' && filter.value === false ? 'missing' : filter.op;
  const isUnfinished = filter.property === '' || (filter.op !== 'exists' && filter.value === undefined);
  return (
    <div>
      <div className="flex flex-wrap items-center gap-1">
        <Combobox
          label="Property"
          look="inline"
          placeholder="property…"
          options={catalog.properties}
          isLoading={catalog.isLoading}
          isFreeTextAllowed
          value={filter.property || null}
          onValueChange={(property) => onChange(withoutValue({ ...filter, property }))}
        />
        <Select
          aria-label="Operator"
          options={OPERATORS}
          value={OPERATORS.find(({ value }) => value === shownOperator)?.value ?? 'eq'}
          onValueChange={(op) => onChange(withOperator(filter, op))}
        />
        {filter.op === 'exists' ? null : (
          <FilterValue filter={filter} catalog={catalog} onChange={onChange} />
        )}
        <IconButton
          size="small"
          label="Remove the condition"
          icon={<X aria-hidden size={14} />}
          onClick={onRemove}
        />
      </div>
      {fault && !isUnfinished ? <p className="mt-1 text-12 text-bad-ink">{fault}</p> : null}
    </div>
  );
}

function FilterValue({ filter, catalog, onChange }: Pick<FilterRowProps, 'filter' | 'catalog' | 'onChange'>) {
  const options = usePropertyValues(catalog.period, filter.property);
  const values = [filter.value ?? []].flat().map(String);
  if (NUMERIC.includes(filter.op)) {
    return (
      <Input
        type="number"
        step="any"
        aria-label="Value"
        className="w-28"
        defaultValue={values[0] ?? ''}
        onBlur={(event) => {
          const typed = event.target.value;
          onChange(typed === '' ? withoutValue(filter) : { ...filter, value: Number(typed) });
        }}
      />
    );
  }
  const shared = {
    label: 'Value',
    look: 'inline',
    placeholder: 'value…',
    options,
    isFreeTextAllowed: true,
  } as const;
  if (filter.op === 'in') {
    return (
      <Combobox
        {...shared}
        isMultiple
        value={values}
        onValueChange={(chosen) => onChange({ ...filter, value: chosen })}
      />
    );
  }
  return (
    <Combobox
      {...shared}
      value={values[0] ?? null}
      onValueChange={(value) => onChange({ ...filter, value })}
    />
  );
}

function withoutValue({ property, op }: LinkFilter): LinkFilter {
  return op === 'exists' ? { property, op, value: true } : { property, op };
}

/** Keeps the value where the new operator can use it. */
function withOperator(filter: LinkFilter, op: (typeof OPERATORS)[number]['value']): LinkFilter {
  const { property, value } = filter;
  if (op === 'exists' || op === 'missing') return { property, op: 'exists', value: op === 'exists' };
  if (op === 'in')
    return { property, op, value: [value ?? []].flat().filter((one) => typeof one !== 'boolean') };
  const [first] = [value ?? []].flat();
  const isUsable = NUMERIC.includes(op) ? typeof first === 'number' : typeof first === 'string';
  return first !== undefined && isUsable ? { property, op, value: first } : { property, op };
}
