'use client';

import { FailedPage } from '#components/shell/failed-page';
import './globals.css';

interface GlobalErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <main className="px-6 py-12">
          <FailedPage error={error} onRetry={reset} />
        </main>
      </body>
    </html>
  );
}
