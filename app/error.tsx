'use client';

import { FailedPage } from '#components/shell/failed-page';

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main className="px-6 py-12">
      <FailedPage error={error} onRetry={reset} />
    </main>
  );
}
