'use client';

import { FailedPage } from '#components/shell/failed-page';

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function SignedInErrorPage({ error, reset }: ErrorPageProps) {
  return <FailedPage error={error} onRetry={reset} />;
}
