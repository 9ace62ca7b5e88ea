'use client';

import { Button } from '#components/ui/button';
import { Copyable } from '#components/ui/copyable';

interface FailedPageProps {
  error: Error & { digest?: string };
  onRetry: () => void;
}

/** A page that broke while it was drawn. The digest is how the server's log names the failure. */
export function FailedPage({ error, onRetry }: FailedPageProps) {
  return (
    <div role="alert" className="max-w-prose">
      <h1 className="mb-1 font-semibold text-20 tracking-tight">This page failed</h1>
      <p className="mb-4 text-ink-2">
        It broke while it was drawn. Nothing that was saved is lost. Try again; if it stays, give the error id
        to whoever runs this installation.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" onClick={onRetry}>
          Try again
        </Button>
        {error.digest ? (
          <span className="flex items-center gap-1.5 text-12 text-ink-2">
            Error id <Copyable value={error.digest} label="error id" />
          </span>
        ) : null}
      </div>
    </div>
  );
}
