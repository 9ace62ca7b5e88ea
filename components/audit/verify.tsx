'use client';

import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { verificationWords } from '#components/audit/verification-words';
import { Button } from '#components/ui/button';
import { Copyable } from '#components/ui/copyable';
import { ErrorState } from '#components/ui/error-state';
import { Notice } from '#components/ui/notice';
import { Time } from '#components/ui/time';
import { auditVerificationOptions } from '#lib/audit/client';

/** Asks for the whole chain to be read again, only when a person wants to know. */
export function useVerification() {
  const [isAsked, setAsked] = useState(false);
  const query = useQuery({ ...auditVerificationOptions(), enabled: isAsked });
  const verify = () => {
    if (isAsked) void query.refetch();
    else setAsked(true);
  };
  return { query, verify };
}

type Verification = ReturnType<typeof useVerification>;

export function VerifyButton({ query, verify }: Verification) {
  return (
    <Button isLoading={query.isFetching} onClick={verify}>
      <ShieldCheck aria-hidden size={14} />
      Verify
    </Button>
  );
}

/** The result in words, with the head that can be compared elsewhere. */
export function VerificationResult({ query, verify }: Verification) {
  if (query.error && !query.isFetching) {
    return <ErrorState error={query.error} doing="verify the audit" onRetry={verify} />;
  }
  const found = query.data;
  return (
    <div role="status" className={found ? 'mb-4' : 'sr-only'}>
      {query.isFetching && !found ? 'Reading the whole chain…' : null}
      {found ? (
        <Notice tone={found.ok ? 'good' : 'bad'}>
          <p>{verificationWords(found)}</p>
          <p className="mt-1 flex flex-wrap items-center gap-x-2 text-12">
            Checked <Time at={found.checkedAt} />
            {found.head ? (
              <>
                · head is entry {found.head.sequence}
                <Copyable value={found.head.hash} label="head hash" shown={16} />
              </>
            ) : null}
          </p>
        </Notice>
      ) : null}
    </div>
  );
}
