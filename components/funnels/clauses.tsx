'use client';

import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { FilterEditor } from '#components/funnels/filter-editor';
import { faultAt } from '#components/funnels/step-list';
import type { Catalog } from '#components/funnels/use-catalog';
import { Button, IconButton } from '#components/ui/button';
import { Combobox } from '#components/ui/combobox';
import { Popover } from '#components/ui/popover';
import { Select } from '#components/ui/select';
import { filterInWords, stepLabel } from '#lib/funnels/definition-sentence';
import { type Draft, type DraftExclusion, EMPTY_STEP } from '#lib/funnels/url-state';

interface ClauseProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  catalog: Catalog;
  faults: ReadonlyMap<string, string>;
}

/** Conditions on every event of the funnel. */
export function FilterClause({ draft, onChange, catalog, faults }: ClauseProps) {
  const { filters } = draft;
  const words = filters.map(filterInWords).join(' and ');
  return (
    <Popover
      label="Conditions for every step"
      className="w-96 p-4"
      trigger={words === '' ? <Add>Filter</Add> : <span className="truncate">where {words}</span>}
      triggerProps={{ size: 'small', variant: words === '' ? 'quiet' : 'secondary', className: 'max-w-full' }}
    >
      <p className="mb-2 font-medium">Every step counts only where</p>
      <FilterEditor
        filters={filters}
        onChange={(next) => onChange({ filters: next })}
        catalog={catalog}
        faultOf={(index) => faultAt(faults, 'filters', String(index))}
      />
    </Popover>
  );
}

/** By which property the answer is split, and where a user's value is taken from. */
export function BreakdownClause({ draft, onChange, catalog, faults }: ClauseProps) {
  const attributions = [
    { value: 'first', label: 'first value' },
    { value: 'last', label: 'last value' },
    { value: 'all', label: 'same at every step' },
    ...draft.steps.map((step, index) => ({
      value: `step:${index + 1}`,
      label: `value at step ${index + 1}, ${stepLabel(step)}`,
    })),
  ];
  const fault = faults.get('breakdown') ?? faults.get('attribution');
  return (
    <PropertyClause
      word="by"
      name="Breakdown"
      property={draft.breakdown}
      onProperty={(breakdown) =>
        onChange({ breakdown, ...(breakdown === null ? { attribution: null } : {}) })
      }
      catalog={catalog}
      fault={fault}
    >
      <Select
        aria-label="Which value of a user counts"
        options={attributions}
        value={draft.attribution ?? 'first'}
        onValueChange={(attribution) => onChange({ attribution })}
        className="max-w-48"
      />
    </PropertyClause>
  );
}

/** The property that all events of a run must share. */
export function SameClause({ draft, onChange, catalog, faults }: ClauseProps) {
  return (
    <PropertyClause
      word="with the same"
      name="Hold constant"
      property={draft.holdConstant}
      onProperty={(holdConstant) => onChange({ holdConstant })}
      catalog={catalog}
      fault={faults.get('holdConstant')}
    />
  );
}

interface PropertyClauseProps {
  word: string;
  name: string;
  property: string | null;
  onProperty: (property: string | null) => void;
  catalog: Catalog;
  fault: string | undefined;
  children?: ReactNode;
}

function PropertyClause({ word, name, property, onProperty, catalog, fault, children }: PropertyClauseProps) {
  const picker = (close?: () => void) => (
    <Combobox
      label={name}
      look="inline"
      placeholder="property…"
      options={catalog.properties}
      isLoading={catalog.isLoading}
      isFreeTextAllowed
      value={property}
      onValueChange={(chosen) => {
        onProperty(chosen);
        close?.();
      }}
      {...(fault ? { controlProps: { 'aria-invalid': true as const } } : {})}
    />
  );
  if (property === null) {
    return (
      <Popover
        label={name}
        trigger={<Add>{name}</Add>}
        triggerProps={{ size: 'small', variant: 'quiet' }}
        className="flex items-center gap-2 p-3"
      >
        {(close) => (
          <>
            <span className="text-ink-2">{word}</span>
            {picker(close)}
          </>
        )}
      </Popover>
    );
  }
  return (
    <span className="flex flex-wrap items-center gap-1 text-ink-2">
      {word} {picker()} {children}
      <Remove label={`No ${name.toLowerCase()}`} onClick={() => onProperty(null)} />
    </span>
  );
}

/** Events that spoil a run that meets them between two steps. */
export function ExclusionClauses({ draft, onChange, catalog, faults }: ClauseProps) {
  const { exclusions, steps } = draft;
  const add = () =>
    onChange({ exclusions: [...exclusions, { step: EMPTY_STEP, between: [1, Math.max(2, steps.length)] }] });
  const rows = exclusions.map((exclusion, index) => ({ exclusion, index, key: `without-${index + 1}` }));
  return (
    <>
      {rows.map(({ exclusion, index, key }) => (
        <ExclusionClause
          key={key}
          exclusion={exclusion}
          stepCount={steps.length}
          catalog={catalog}
          fault={faultAt(faults, 'exclusions', String(index)) ?? faults.get(`exclusions.${index}`)}
          onChange={(changed) => onChange({ exclusions: exclusions.with(index, changed) })}
          onRemove={() => onChange({ exclusions: exclusions.toSpliced(index, 1) })}
        />
      ))}
      <Button size="small" variant="quiet" onClick={add}>
        <Add>Exclude</Add>
      </Button>
    </>
  );
}

interface ExclusionClauseProps {
  exclusion: DraftExclusion;
  stepCount: number;
  catalog: Catalog;
  fault: string | undefined;
  onChange: (exclusion: DraftExclusion) => void;
  onRemove: () => void;
}

function ExclusionClause({ exclusion, stepCount, catalog, fault, onChange, onRemove }: ExclusionClauseProps) {
  const { step, between } = exclusion;
  const numbers = Array.from({ length: stepCount }, (_, index) => ({
    value: String(index + 1),
    label: String(index + 1),
  }));
  const types = step.step.filter((type) => type !== '');
  const place = (which: 0 | 1) => (
    <Select
      aria-label={which === 0 ? 'After step' : 'Before step'}
      options={numbers}
      value={String(between[which])}
      onValueChange={(number) =>
        onChange({ step, between: between.with(which, Number(number)) as [number, number] })
      }
    />
  );
  return (
    <span className="flex flex-col">
      <span className="flex flex-wrap items-center gap-1 text-ink-2">
        without
        <Combobox
          label="Excluded event"
          look="inline"
          isMultiple
          isFreeTextAllowed
          placeholder="choose an event…"
          options={catalog.eventTypes}
          value={types}
          onValueChange={(chosen) =>
            onChange({ between, step: { ...step, step: chosen.length === 0 ? [''] : chosen } })
          }
        />
        between steps {place(0)} and {place(1)}
        <Remove label="Remove the exclusion" onClick={onRemove} />
      </span>
      {fault && types.length > 0 ? <span className="text-12 text-bad-ink">{fault}</span> : null}
    </span>
  );
}

function Add({ children }: { children: ReactNode }) {
  return (
    <>
      <Plus aria-hidden size={14} /> {children}
    </>
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return <IconButton size="small" label={label} icon={<X aria-hidden size={14} />} onClick={onClick} />;
}
