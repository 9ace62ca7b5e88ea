'use client';

import { useQuery } from '@tanstack/react-query';
import { TableFacts } from '#components/tables/table-facts';
import { Sheet } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { TableSkeleton } from '#components/ui/skeleton';
import { tableOptions } from '#lib/tables/client';

interface TableSheetProps {
  /** Null while none is open. */
  name: string | null;
  mayChange: boolean;
  onClose: () => void;
}

/** One table beside the list: how it is built, what protects it, and what it can be restored from. */
export function TableSheet({ name, mayChange, onClose }: TableSheetProps) {
  return (
    <Sheet isOpen={name !== null} onClose={onClose} title={name ?? ''} isWide>
      {name === null ? null : <LoadedTable name={name} mayChange={mayChange} />}
    </Sheet>
  );
}

export function LoadedTable({ name, mayChange }: { name: string; mayChange: boolean }) {
  const table = useQuery(tableOptions(name));
  if (table.isPending) return <TableSkeleton rows={8} label="Reading the table" />;
  if (table.error && !table.data) {
    return (
      <ErrorState isInline error={table.error} doing="load the table" onRetry={() => void table.refetch()} />
    );
  }
  return <TableFacts table={table.data} mayChange={mayChange} />;
}
