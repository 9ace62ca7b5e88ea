import type { Delimiter } from '#lib/events/import/schema';

/** The fields of one whole record, without their quotes and the blanks around them. */
export function fieldsOf(record: string, delimiter: Delimiter): string[] {
  if (delimiter === ' ') return record.trim().split(/[ \t]+/);
  const fields: string[] = [];
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^\\u{${delimiter.charCodeAt(0).toString(16)}}]*))(.|$)`,
    'suy',
  );
  for (;;) {
    const found = field.exec(record);
    if (!found) return fields;
    fields.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
    if (found[3] === '') return fields;
  }
}
