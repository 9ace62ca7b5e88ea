'use client';

import { BreakFunction } from '#components/sandbox/break-function';
import { BreakStack } from '#components/sandbox/break-stack';
import { TroubleList } from '#components/sandbox/trouble-list';
import { Badge } from '#components/ui/badge';
import { CopyLink } from '#components/ui/copy-link';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';

/** Where an admin breaks the sandbox on purpose, to see what the product makes of it. */
export function SandboxPage() {
  return (
    <>
      <PageHeader
        title="Sandbox"
        subtitle="Break something on purpose, and see what alarms, rollbacks and incidents make of it."
        marks={<Badge tone="attention">Sandbox</Badge>}
        actions={<CopyLink />}
      />
      <Notice className="mb-6">
        All of this happens in the sandbox that behaves like AWS, to functions and calls of its own. Nothing
        here reaches production, and with CLOUD=aws this page does not exist.
      </Notice>
      <div className="flex flex-col gap-8">
        <BreakFunction />
        <TroubleList />
        <BreakStack />
      </div>
    </>
  );
}
