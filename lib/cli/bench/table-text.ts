/** A table for a terminal: the first two columns to the left, figures to the right. */
export function tableText(title: string, header: string[], rows: string[][]): string {
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `  ${cells.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('   ')}`;
  const rule = `  ${'─'.repeat(widths.reduce((sum, width) => sum + width + 3, -3))}`;
  return `${title}\n${line(header)}\n${rule}\n${rows.map(line).join('\n')}\n\n`;
}
