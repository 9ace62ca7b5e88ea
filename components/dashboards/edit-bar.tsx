'use client';

import { Plus } from 'lucide-react';
import type { Draft, DraftState } from '#components/dashboards/use-draft';
import type { SaveState } from '#components/dashboards/use-save';
import { Button } from '#components/ui/button';
import { DateRangePicker } from '#components/ui/date-range-picker';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { TimeZonePicker } from '#components/ui/time-zone-picker';
import type { DashboardDefinition } from '#lib/dashboards/schema';
import { readRange, writeRange } from '#lib/funnels/period';

interface EditBarProps {
  draft: Draft;
  state: DraftState;
  save: SaveState;
  onAdd: () => void;
}

/** Name, period and zone of a dashboard while it is edited, and what ends the editing. */
export function EditBar({ draft, state, save, onAdd }: EditBarProps) {
  const { definition } = draft;
  const define = (changes: Partial<DashboardDefinition>) =>
    state.change({ definition: { ...definition, ...changes } });
  const isNamed = draft.name.trim() !== '';
  return (
    <section
      aria-label="Editing"
      className="sticky top-12 z-10 flex flex-wrap items-end gap-x-3 gap-y-2 rounded-box border border-line bg-surface p-3 print:hidden"
    >
      <Field label="Name" isLabelHidden className="min-w-48 grow basis-48">
        {(control) => (
          <Input
            {...control}
            maxLength={120}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => state.change({ name: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="flex flex-wrap items-center gap-2">
        <legend className="sr-only">What everybody sees first</legend>
        <DateRangePicker
          value={readRange(definition.range)}
          timeZone={definition.timeZone}
          onValueChange={(range) => define({ range: writeRange(range) })}
        />
        <TimeZonePicker value={definition.timeZone} onValueChange={(timeZone) => define({ timeZone })} />
      </fieldset>
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <Button onClick={onAdd}>
          <Plus aria-hidden size={14} /> Add a tile
        </Button>
        <Button variant="quiet" onClick={state.end}>
          Cancel
        </Button>
        <Button
          variant="primary"
          disabled={!isNamed}
          title={isNamed ? undefined : 'Give it a name first'}
          isLoading={save.isSaving}
          onClick={() => save.save({ ...draft, name: draft.name.trim() })}
        >
          Save dashboard
        </Button>
      </div>
    </section>
  );
}
