import type { ImportField, ImportMapping } from '#lib/core/importer';

export interface MappingWishes {
  /** An empty name says that no column holds the field. */
  columns: Partial<Record<ImportField, string>>;
  type?: string | undefined;
  feature?: string | undefined;
  properties?: string[] | undefined;
}

/** A guessed mapping with what somebody said put over it; a guess never takes a column that was given away. */
export function adjustMapping(guess: ImportMapping, wishes: MappingWishes): ImportMapping {
  const given = Object.values(wishes.columns);
  const guessed = Object.entries(guess.columns).filter(
    ([field, column]) =>
      column !== undefined &&
      !given.includes(column) &&
      !isConstant(field, wishes) &&
      !(field in wishes.columns),
  );
  const named = Object.entries(wishes.columns).filter(([, column]) => column !== '');
  const columns: ImportMapping['columns'] = Object.fromEntries([...guessed, ...named]);
  const type = wishes.type ?? (columns.type === undefined ? guess.type : undefined);
  return {
    columns,
    ...(type === undefined ? {} : { type }),
    ...(wishes.feature === undefined ? {} : { feature: wishes.feature }),
    ...(wishes.properties === undefined ? {} : { properties: wishes.properties }),
  };
}

/** One value for all rows stands above a column that was only guessed. */
function isConstant(field: string, wishes: MappingWishes): boolean {
  return (field === 'type' || field === 'feature') && wishes[field] !== undefined;
}
