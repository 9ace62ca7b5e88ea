import type { Field, ImportSettingsInput, Preview } from '#lib/events/import/schema';

/** What a column is used for: a field of the event, one of its properties, or nothing. */
export type ColumnUse = Field | 'property' | 'nothing';

/** A mapping while a person works on it: by column, as the page shows it. */
export interface MappingDraft {
  uses: Record<string, ColumnUse>;
  /** Of every row, where no column holds it. */
  type: string;
  feature: string;
  timeZone: string;
}

/** Begins with the guess; what it leaves out becomes a property. */
export function draftOf(preview: Pick<Preview, 'columns' | 'guessedMapping'>): MappingDraft {
  const { columns, type = '', feature = '', properties } = preview.guessedMapping;
  const fieldOf = new Map(Object.entries(columns).map(([field, column]) => [column, field as Field]));
  const isProperty = (column: string) => properties === undefined || properties.includes(column);
  const uses = preview.columns.map((column): [string, ColumnUse] => [
    column,
    fieldOf.get(column) ?? (isProperty(column) ? 'property' : 'nothing'),
  ]);
  return { uses: Object.fromEntries(uses), type, feature, timeZone: 'UTC' };
}

/** A field belongs to one column: who takes it away from another makes that one a property. */
export function withUse(draft: MappingDraft, column: string, use: ColumnUse): MappingDraft {
  const uses = Object.fromEntries(
    Object.entries(draft.uses).map(([each, was]): [string, ColumnUse] => {
      if (each === column) return [each, use];
      return [each, was === use && use !== 'property' && use !== 'nothing' ? 'property' : was];
    }),
  );
  return { ...draft, uses };
}

/** Why the import cannot begin yet, all at once. */
export function missingFrom(draft: MappingDraft): string[] {
  const used = new Set(Object.values(draft.uses));
  const reasons: string[] = [];
  if (!used.has('user')) reasons.push('Say which column names the user.');
  if (!used.has('time')) reasons.push('Say which column holds the time.');
  if (!used.has('type') && draft.type.trim() === '') {
    reasons.push('Say which column holds the event type, or name one type for all rows.');
  }
  return reasons;
}

/** The draft as the server takes it. A constant gives way to a column. */
export function settingsOf(draft: MappingDraft): ImportSettingsInput {
  const columns: Partial<Record<Field, string>> = {};
  const properties: string[] = [];
  for (const [column, use] of Object.entries(draft.uses)) {
    if (use === 'property') properties.push(column);
    else if (use !== 'nothing') columns[use] = column;
  }
  const type = draft.type.trim();
  const feature = draft.feature.trim();
  return {
    mapping: {
      columns,
      properties,
      ...(columns.type || !type ? {} : { type }),
      ...(columns.feature || !feature ? {} : { feature }),
    },
    timeZone: draft.timeZone,
  };
}
