'use client';

import { Download } from 'lucide-react';
import { downloadFile, fileName } from '#components/charts/download';
import { Button } from '#components/ui/button';
import { csvText } from '#lib/core/csv';

interface ExportCsvProps {
  /** Names the file and, for those who do not see it, the button. */
  name: string;
  head: string[];
  /** Made when the button is pressed. */
  rows: () => (string | number | null)[][];
}

/** What a table shows, with every digit, as a file. */
export function ExportCsv({ name, head, rows }: ExportCsvProps) {
  const save = () => downloadFile(`${fileName(name)}.csv`, csvText(head, rows()), 'text/csv');
  return (
    <Button variant="quiet" size="small" aria-label={`Export ${name} as CSV`} onClick={save}>
      <Download aria-hidden size={14} /> CSV
    </Button>
  );
}
