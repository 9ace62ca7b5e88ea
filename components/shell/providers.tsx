'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { makeQueryClient } from '#components/shell/query-client';
import { ToastProvider } from '#components/ui/toast';

/** What every signed-in page stands on: answers, state in the URL, messages in passing. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(() => makeQueryClient(goToSignIn));
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <ToastProvider>{children}</ToastProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}

/** The session has ended: sign in, and come back to the same page. */
function goToSignIn(): void {
  const next = `${location.pathname}${location.search}`;
  location.assign(`/sign-in?next=${encodeURIComponent(next)}`);
}
