import { AppError, type FieldError } from '#lib/core/errors';
import type { ImportField, ImportMapping } from '#lib/core/importer';
import type { ImportSettings } from '#lib/events/import/schema';

/**
 * Refuses settings with which no row of a file could be imported as meant, with all that is wrong at once.
 *
 * @throws AppError `invalid`.
 */
export function checkMapping(columns: string[], { mapping, timeZone }: ImportSettings): void {
  const faults = [
    ...missingFields(mapping),
    ...unknownColumns(columns, mapping),
    ...sharedColumns(mapping),
    ...zoneFaults(timeZone),
  ];
  const [first] = faults;
  if (first)
    throw new AppError('invalid', `The mapping cannot be used: ${first.message}`, { errors: faults });
}

function missingFields({ columns, type }: ImportMapping): FieldError[] {
  const faults: FieldError[] = [];
  const needed = (field: ImportField, message: string) =>
    faults.push({ path: `mapping.columns.${field}`, message });
  if (columns.user === undefined) needed('user', 'choose the column that says which user it was.');
  if (columns.time === undefined) needed('time', 'choose the column that says when it happened.');
  if (columns.type === undefined && type === undefined) {
    needed('type', 'choose the column that names the event, or give one type for all rows.');
  }
  return faults;
}

function unknownColumns(known: string[], { columns, properties = [] }: ImportMapping): FieldError[] {
  const message = (column: string) => `the file has no column ${column}; it has ${known.join(', ')}.`;
  return [
    ...Object.entries(columns)
      .filter((entry): entry is [string, string] => entry[1] !== undefined && !known.includes(entry[1]))
      .map(([field, column]) => ({ path: `mapping.columns.${field}`, message: message(column) })),
    ...properties
      .map((column, index) => ({ path: `mapping.properties.${index}`, column }))
      .filter(({ column }) => !known.includes(column))
      .map(({ path, column }) => ({ path, message: message(column) })),
  ];
}

function sharedColumns({ columns }: ImportMapping): FieldError[] {
  const entries = Object.entries(columns);
  return entries
    .filter(([, column], index) => entries.findIndex(([, other]) => other === column) < index)
    .map(([field, column]) => ({
      path: `mapping.columns.${field}`,
      message: `the column ${column} stands for another field already.`,
    }));
}

function zoneFaults(timeZone: string): FieldError[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [{ path: 'timeZone', message: `there is no time zone ${timeZone}; write it like Europe/Berlin.` }];
  }
}
