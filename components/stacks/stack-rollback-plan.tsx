import { WhatFollows } from '#components/changes/what-follows';
import { RefusedCalls } from '#components/stacks/refused-calls';
import { Sentences } from '#components/ui/sentences';
import { Table } from '#components/ui/table';
import type { PlannedStackRollback } from '#lib/changes/stack-rollback-plan';

/** How a stack is taken back, in the words that will be carried out. */
export function StackRollbackPlan({ plan }: { plan: readonly PlannedStackRollback[] }) {
  return plan.map((planned) => (
    <div key={planned.stackId} className="flex flex-col gap-4">
      <div className="rounded-box border border-line bg-surface p-4">
        <h3 className="break-all font-medium font-mono text-14">{planned.stack}</h3>
        <p className="mt-1 text-14 text-ink-2">
          Now in <span className="break-all font-mono text-12">{planned.fromStatus}</span>
        </p>
        <Sentences said={planned.does} />
        <h4 className="mt-4 font-medium text-14">What it does not undo</h4>
        <Sentences said={planned.leaves} />
        <WhatFollows functions={planned.functions ?? []} isMoving={planned.aliases.length > 0} />
        <div className="mt-3">
          <RefusedCalls refused={planned.refused} />
        </div>
      </div>
      <Table
        caption="Changed since it was whole"
        isCaptionShown
        columns={[
          {
            id: 'resource',
            header: 'Resource',
            isRowHeader: true,
            cell: ({ logicalId }) => <span className="break-all font-mono text-12">{logicalId}</span>,
          },
          { id: 'type', header: 'Type', hideBelow: 'sm', cell: ({ type }) => type.replace('AWS::', '') },
          {
            id: 'status',
            header: 'Status',
            cell: ({ logicalId, status }) => (
              <span className="break-all text-12">
                {status}
                {planned.resourcesToSkip.includes(logicalId) ? ', skipped' : ''}
              </span>
            ),
          },
        ]}
        rows={planned.resources}
        rowKey={({ logicalId }) => logicalId}
        empty="Nothing in it was changed."
      />
    </div>
  ));
}
