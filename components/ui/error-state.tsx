'use client';

import type { ReactNode } from 'react';
import { Button } from '#components/ui/button';
import { Copyable } from '#components/ui/copyable';
import { Notice } from '#components/ui/notice';
import { AppError, type ErrorCode } from '#lib/core/errors';
import { RemoteError } from '#lib/core/fetch-json';

interface ErrorStateProps {
  error: unknown;
  /** What was being done: "load the audit log". */
  doing?: string;
  /** Whether anything was lost or changed; what is not said here is assumed to have changed nothing. */
  lost?: string;
  onRetry?: () => void;
  /** One compact notice, for forms and dialogs. */
  isInline?: boolean;
  action?: ReactNode;
}

const ADVICE: Partial<Record<ErrorCode, string>> = {
  unauthenticated: 'Your session has ended. Sign in again; this page will still be here.',
  forbidden: 'Ask an admin if you need it.',
  conflict: 'Load the page again to see what has changed, then decide.',
  timeout: 'Ask for a shorter period or fewer steps, or try again.',
  unavailable: 'Try again in a moment.',
  upstream: 'Try again in a moment.',
  rate_limited: 'Wait a moment, then try again.',
  internal: 'Try again; if it stays, give the request id to whoever runs this installation.',
};

/** A failure: what happened, whether anything was lost, what to do, and the request id to quote. */
export function ErrorState({ error, doing, lost, onRetry, isInline = false, action }: ErrorStateProps) {
  const known = error instanceof AppError ? error : null;
  const requestId = error instanceof RemoteError ? error.requestId : undefined;
  const happened = known?.message ?? 'Something in this page failed.';
  const advice = known ? ADVICE[known.code] : 'Load the page again.';
  return (
    <Notice
      tone={known?.code === 'forbidden' ? 'attention' : 'bad'}
      role="alert"
      className={isInline ? '' : 'p-4'}
    >
      {doing ? <p className="font-medium">Could not {doing}.</p> : null}
      <p>{happened}</p>
      {known?.errors && known.errors.length > 0 ? (
        <ul className="mt-1 list-disc pl-4">
          {known.errors.map((each) => (
            <li key={`${each.path} ${each.message}`}>
              {each.path ? <code className="font-mono text-12">{each.path}</code> : null} {each.message}
            </li>
          ))}
        </ul>
      ) : null}
      {lost ? <p>{lost}</p> : null}
      {advice ? <p className={isInline ? '' : 'mt-1'}>{advice}</p> : null}
      {requestId || onRetry || action ? (
        <div className="mt-2 flex flex-wrap items-center gap-3">
          {onRetry ? (
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
          ) : null}
          {action}
          {requestId ? (
            <span className="flex items-center gap-1.5 text-12">
              Request id <Copyable value={requestId} label="request id" shown={13} />
            </span>
          ) : null}
        </div>
      ) : null}
    </Notice>
  );
}
