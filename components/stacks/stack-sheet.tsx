'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ACTION_WORDS } from '#components/stacks/action-words';
import { RefusedCalls } from '#components/stacks/refused-calls';
import { StackBadge } from '#components/stacks/stack-badge';
import { StackTables } from '#components/stacks/stack-tables';
import { TakeBackDialog } from '#components/stacks/take-back-dialog';
import { Button } from '#components/ui/button';
import { CommandLines } from '#components/ui/command-lines';
import { Copyable } from '#components/ui/copyable';
import { Sheet } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Fact } from '#components/ui/fact';
import { Notice } from '#components/ui/notice';
import { TableSkeleton } from '#components/ui/skeleton';
import { Time } from '#components/ui/time';
import type { StackDetails } from '#lib/stacks/answers';
import { stackOptions } from '#lib/stacks/client';

interface StackSheetProps {
  /** Null while none is open. */
  name: string | null;
  mayChange: boolean;
  onClose: () => void;
}

/** One stack beside the list: what it is, what can be done, what happened, and what is in it. */
export function StackSheet({ name, mayChange, onClose }: StackSheetProps) {
  return (
    <Sheet isOpen={name !== null} onClose={onClose} title={name ?? ''} isWide>
      {name === null ? null : <Loaded name={name} mayChange={mayChange} />}
    </Sheet>
  );
}

function Loaded({ name, mayChange }: { name: string; mayChange: boolean }) {
  const stack = useQuery(stackOptions(name));
  if (stack.isPending) return <TableSkeleton rows={8} label="Reading the stack" />;
  if (stack.error && !stack.data) {
    return (
      <ErrorState isInline error={stack.error} doing="load the stack" onRetry={() => void stack.refetch()} />
    );
  }
  return <Details stack={stack.data} mayChange={mayChange} />;
}

interface StackPart {
  stack: StackDetails;
  mayChange: boolean;
}

function Details({ stack, mayChange }: StackPart) {
  return (
    <div className="flex flex-col gap-6">
      <dl className="grid gap-3 text-14 sm:grid-cols-2">
        <Fact label="Status">
          <StackBadge stack={stack} />
        </Fact>
        <Fact label="Changed">
          <Time at={stack.changedAt ?? stack.createdAt} />
        </Fact>
        <Fact label="Environment">{stack.environment}</Fact>
        <Fact label="Id">
          <Copyable value={stack.id} label="the id of the stack" shown={24} />
        </Fact>
        {stack.parameterNames.length > 0 ? (
          <Fact label="Parameters, without their values">{stack.parameterNames.join(', ')}</Fact>
        ) : null}
      </dl>
      <WhatCanBeDone stack={stack} mayChange={mayChange} />
      <StackTables stack={stack} />
    </div>
  );
}

function WhatCanBeDone({ stack, mayChange }: StackPart) {
  const [isAsking, setAsking] = useState(false);
  return (
    <section aria-labelledby="can-be-done" className="flex flex-col gap-3">
      <h3 id="can-be-done" className="font-medium text-16">
        What can be done
      </h3>
      <Notice tone={stack.phase === 'stuck' ? 'bad' : 'neutral'}>
        <p>{stack.means}</p>
        {stack.statusReason ? <p className="break-words">AWS says: {stack.statusReason}</p> : null}
      </Notice>
      <p className="text-14">{stack.advice}</p>
      {stack.action && mayChange ? (
        <div>
          <Button variant="danger" onClick={() => setAsking(true)}>
            {ACTION_WORDS[stack.action]}
          </Button>
        </div>
      ) : null}
      {stack.action && isAsking ? (
        <TakeBackDialog stack={stack} action={stack.action} onClose={() => setAsking(false)} />
      ) : null}
      {stack.lines.length > 0 ? (
        <>
          <p className="text-12 text-ink-2">
            The same by the shell. SAM has no command that rolls back, and <code>sam deploy</code> no option
            for it.
          </p>
          <CommandLines lines={stack.lines} />
        </>
      ) : null}
      <RefusedCalls refused={stack.refused} />
    </section>
  );
}
