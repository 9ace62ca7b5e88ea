type Cell = string | number | null | undefined;

/** A table as RFC 4180 text. Nothing to show is an empty cell; numbers keep every digit. */
export function csvText(header: string[], rows: Cell[][]): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  // Spreadsheets run texts that begin like a formula; a leading apostrophe makes them plain.
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
