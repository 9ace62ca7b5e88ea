'use client';

import { Download } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { downloadFile, fileName } from '#components/charts/download';
import { Button } from '#components/ui/button';
import { Sheet } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { TableSkeleton } from '#components/ui/skeleton';
import { useToast } from '#components/ui/toast';
import { formatCount } from '#lib/core/format';

interface PeopleListSheetProps {
  title: string;
  description: string;
  /** The list, page by page. */
  pages: {
    isPending: boolean;
    error: Error | null;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  /** How many are on the page so far, and how many there are. */
  shown: number;
  total: number | undefined;
  /** The number that was clicked. */
  count: number | undefined;
  /** Told when the list no longer agrees with the number, because events have come in since. */
  onDisagree: () => void;
  onClose: () => void;
  /** The file's name without its ending, and how its whole text is made. */
  file: { title: string; text: () => Promise<string> };
  /** The people, once there are some. */
  children: ReactNode;
}

/** The people behind one number, beside the page: their total is that number, always. */
export function PeopleListSheet(props: PeopleListSheetProps) {
  const { title, description, pages, shown, total, count, onDisagree, onClose, file, children } = props;
  useDisagreement(count, total, onDisagree);
  return (
    <Sheet
      isOpen
      isWide
      onClose={onClose}
      title={title}
      description={description}
      footer={total ? <ExportButton file={file} /> : null}
    >
      {pages.isPending ? <TableSkeleton rows={12} label="Loading the list" /> : null}
      {pages.error ? (
        <ErrorState error={pages.error} doing="load the list" onRetry={() => void pages.refetch()} />
      ) : null}
      {children}
      {pages.hasNextPage ? (
        <div className="mt-3 flex items-center gap-3 text-12 text-ink-2">
          <Button isLoading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show more
          </Button>
          {formatCount(shown)} of {formatCount(total)}
        </div>
      ) : null}
    </Sheet>
  );
}

/** Asks once for each pair of numbers that differ, so that a list that never agrees is no endless loop. */
function useDisagreement(count: number | undefined, total: number | undefined, onDisagree: () => void): void {
  const told = useRef('');
  useEffect(() => {
    const pair = `${count} ${total}`;
    if (count === undefined || total === undefined || count === total || told.current === pair) return;
    told.current = pair;
    onDisagree();
  });
}

function ExportButton({ file }: Pick<PeopleListSheetProps, 'file'>) {
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      downloadFile(`${fileName(file.title)}.csv`, await file.text(), 'text/csv');
    } catch {
      toast({ title: 'The list could not be exported. Try again.', tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button isLoading={isBusy} onClick={() => void save()}>
      <Download aria-hidden size={14} /> Export all as CSV
    </Button>
  );
}
