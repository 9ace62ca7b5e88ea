'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import {
  type ColumnUse,
  draftOf,
  type MappingDraft,
  missingFrom,
  settingsOf,
  withUse,
} from '#components/imports/mapping-draft';
import { SampleRows } from '#components/imports/sample-rows';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import { type Column, Table } from '#components/ui/table';
import { cancelImport, startImport } from '#lib/events/client';
import type { ImportDetail, Preview } from '#lib/events/import/schema';

const USES: { value: ColumnUse; label: string }[] = [
  { value: 'user', label: 'User' },
  { value: 'type', label: 'Event type' },
  { value: 'time', label: 'Time' },
  { value: 'session', label: 'Session' },
  { value: 'id', label: 'Event id (for duplicates)' },
  { value: 'feature', label: 'Feature' },
  { value: 'value', label: 'Value (a number)' },
  { value: 'duration', label: 'Session duration (seconds)' },
  { value: 'experiment', label: 'Experiment' },
  { value: 'variant', label: 'Variant' },
  { value: 'property', label: 'Property' },
  { value: 'nothing', label: 'Leave out' },
];

/** Says what each column of the file is; the guess is there already. */
export function MapColumns({ found }: { found: ImportDetail }) {
  const [draft, setDraft] = useState(() => draftOf(found.preview));
  const client = useQueryClient();
  const start = useMutation(startImport(client));
  const discard = useMutation(cancelImport(client));
  return (
    <div className="flex flex-col gap-6">
      <ColumnUses preview={found.preview} draft={draft} onChange={setDraft} />
      <SampleRows preview={found.preview} />
      <ForAllRows draft={draft} onChange={setDraft} />
      {start.error ? (
        <ErrorState error={start.error} doing="begin the import" lost="Nothing was imported." />
      ) : null}
      {discard.error ? <ErrorState error={discard.error} doing="discard the file" /> : null}
      <div className="flex flex-wrap gap-3">
        <Button
          variant="primary"
          reasons={missingFrom(draft)}
          isLoading={start.isPending}
          onClick={() => start.mutate({ id: found.id, settings: settingsOf(draft) })}
        >
          Import events
        </Button>
        <Button isLoading={discard.isPending} onClick={() => discard.mutate(found.id)}>
          Discard file
        </Button>
      </div>
    </div>
  );
}

interface DraftProps {
  draft: MappingDraft;
  onChange: (draft: MappingDraft) => void;
}

function ColumnUses({ preview, draft, onChange }: DraftProps & { preview: Preview }) {
  const columns: Column<string>[] = [
    {
      id: 'column',
      header: 'Column',
      isRowHeader: true,
      cell: (column) => <code className="font-mono font-medium text-12">{column}</code>,
    },
    {
      id: 'use',
      header: 'Is the',
      cell: (column) => (
        <Select
          aria-label={`What ${column} is`}
          options={USES}
          value={draft.uses[column] ?? 'nothing'}
          onValueChange={(use) => onChange(withUse(draft, column, use))}
          className="my-0.5 w-40 sm:w-56"
        />
      ),
    },
    {
      id: 'examples',
      header: 'For example',
      hideBelow: 'sm',
      cell: (column) => (
        <span className="block max-w-96 truncate font-mono text-12 text-ink-2">
          {examplesOf(preview, column).join(' · ') || 'always empty in the first rows'}
        </span>
      ),
    },
  ];
  return (
    <section>
      <h2 className="mb-3 font-semibold text-16">What each column is</h2>
      <Table
        caption="What each column is"
        columns={columns}
        rows={preview.columns}
        rowKey={(column) => column}
      />
    </section>
  );
}

function examplesOf({ columns, sampleRows }: Preview, column: string): string[] {
  const index = columns.indexOf(column);
  const values = sampleRows.map((row) => row[index]).filter((value) => value !== null && value !== undefined);
  return [...new Set(values)].slice(0, 3);
}

function ForAllRows({ draft, onChange }: DraftProps) {
  const uses = Object.values(draft.uses);
  const zones = ['UTC', new Intl.DateTimeFormat().resolvedOptions().timeZone];
  const listId = useId();
  return (
    <section>
      <h2 className="mb-3 font-semibold text-16">What holds for every row</h2>
      <div className="grid gap-4 sm:grid-cols-3">
        {uses.includes('type') ? null : (
          <Field label="Event type" hint="No column holds it, so all rows get this one.">
            {(control) => (
              <Input
                {...control}
                maxLength={64}
                placeholder="purchase"
                value={draft.type}
                onChange={(event) => onChange({ ...draft, type: event.target.value })}
              />
            )}
          </Field>
        )}
        {uses.includes('feature') ? null : (
          <Field label="Feature" isOptional hint="Keeps these events apart from others.">
            {(control) => (
              <Input
                {...control}
                maxLength={64}
                placeholder="shop"
                value={draft.feature}
                onChange={(event) => onChange({ ...draft, feature: event.target.value })}
              />
            )}
          </Field>
        )}
        <Field label="Time zone" hint="Of times that name none.">
          {(control) => (
            <>
              <Input
                {...control}
                list={listId}
                value={draft.timeZone}
                onChange={(event) => onChange({ ...draft, timeZone: event.target.value })}
              />
              <datalist id={listId}>
                {[...new Set(zones)].map((zone) => (
                  <option key={zone} value={zone} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      </div>
    </section>
  );
}
