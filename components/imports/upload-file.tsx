'use client';

import clsx from 'clsx';
import { FileUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { ProgressBar } from '#components/imports/progress-bar';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { formatBytes, formatPercent } from '#lib/core/format';
import { uploadImport } from '#lib/events/client';

interface Upload {
  file: File;
  fraction: number;
}

/** Takes a file by choosing or dropping it, sends it, and goes on to its columns. */
export function UploadFile() {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const cancelling = useRef<AbortController>(null);
  const [upload, setUpload] = useState<Upload | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => () => cancelling.current?.abort(), []);

  const send = async (file: File | undefined) => {
    if (!file) return;
    const cancel = new AbortController();
    cancelling.current = cancel;
    setError(null);
    setUpload({ file, fraction: 0 });
    try {
      const onProgress = (fraction: number) => setUpload({ file, fraction });
      const { id } = await uploadImport(file, { onProgress, signal: cancel.signal });
      router.push(`/import/${id}`);
    } catch (thrown) {
      setUpload(null);
      if (!cancel.signal.aborted) setError(thrown);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };
  return (
    <section aria-label="Choose a file" className="mb-8 flex flex-col gap-3">
      {error ? <ErrorState error={error} doing="read the file" lost="Nothing was imported." /> : null}
      <section
        aria-label="Drop a file here"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={clsx(
          'flex min-h-44 flex-col items-center justify-center gap-3 rounded-box border border-dashed px-6 py-8 text-center transition-colors',
          isOver ? 'border-accent bg-accent-soft' : 'border-edge bg-surface',
        )}
      >
        {upload ? (
          <Sending upload={upload} onCancel={() => cancelling.current?.abort()} />
        ) : (
          <>
            <FileUp aria-hidden size={24} className="text-ink-3" />
            <p className="text-ink-2">
              <span className="max-sm:hidden">Drop a file here, or choose one. </span>
              CSV, NDJSON or Parquet, also gzipped, up to 2 GB.
            </p>
            <input
              ref={input}
              type="file"
              aria-label="File of events"
              className="sr-only"
              tabIndex={-1}
              accept=".csv,.tsv,.txt,.ndjson,.jsonl,.json,.parquet,.gz"
              onChange={(event) => void send(event.target.files?.[0])}
            />
            <Button variant="primary" onClick={() => input.current?.click()}>
              Choose a file
            </Button>
          </>
        )}
      </section>
    </section>
  );
}

function Sending({ upload: { file, fraction }, onCancel }: { upload: Upload; onCancel: () => void }) {
  const isSent = fraction >= 1;
  return (
    <div className="flex w-full max-w-md flex-col gap-2">
      <p className="truncate font-medium">{file.name}</p>
      <ProgressBar label={`Sending ${file.name}`} fraction={fraction} />
      <p className="text-12 text-ink-2 tabular-nums">
        {isSent ? 'Reading the first rows…' : `${formatPercent(fraction)} of ${formatBytes(file.size)} sent`}
      </p>
      <div>
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
