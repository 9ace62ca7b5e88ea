interface Item {
  id: string;
  part: 'before' | 'during' | 'after';
  label: string;
  /** Whether the product can see it for itself. */
  isSeen: boolean;
  /** Whether it is about one rollback: another one begins it anew. */
  isOfRollback: boolean;
}

/** The guide's checklist, in its order and its words. */
export const CHECKLIST = [
  {
    id: 'identify_reason',
    part: 'before',
    label: 'Identify failure reason',
    isSeen: false,
    isOfRollback: false,
  },
  {
    id: 'determine_scope',
    part: 'before',
    label: 'Determine scope (full rollback or feature rollback)',
    isSeen: false,
    isOfRollback: false,
  },
  {
    id: 'notify_stakeholders',
    part: 'before',
    label: 'Notify stakeholders',
    isSeen: true,
    isOfRollback: false,
  },
  {
    id: 'document_failure',
    part: 'before',
    label: 'Document failure in incident report',
    isSeen: false,
    isOfRollback: false,
  },
  {
    id: 'execute_rollback',
    part: 'during',
    label: 'Execute rollback command',
    isSeen: true,
    isOfRollback: true,
  },
  {
    id: 'versions_updated',
    part: 'during',
    label: 'Verify Lambda versions updated',
    isSeen: true,
    isOfRollback: true,
  },
  {
    id: 'check_logs',
    part: 'during',
    label: 'Check CloudWatch logs for errors',
    isSeen: false,
    isOfRollback: true,
  },
  {
    id: 'health_ok',
    part: 'during',
    label: 'Verify API health endpoint returns 200',
    isSeen: true,
    isOfRollback: true,
  },
  {
    id: 'error_rate_ok',
    part: 'during',
    label: 'Check error rate dropped below threshold',
    isSeen: true,
    isOfRollback: true,
  },
  {
    id: 'alarms_clear',
    part: 'after',
    label: 'Confirm all alarms are clear',
    isSeen: true,
    isOfRollback: true,
  },
  {
    id: 'notify_complete',
    part: 'after',
    label: 'Notify stakeholders rollback complete',
    isSeen: true,
    isOfRollback: true,
  },
  {
    id: 'create_post_mortem',
    part: 'after',
    label: 'Create post-mortem',
    isSeen: false,
    isOfRollback: false,
  },
  {
    id: 'schedule_review',
    part: 'after',
    label: 'Schedule incident review',
    isSeen: false,
    isOfRollback: false,
  },
  {
    id: 'update_runbook',
    part: 'after',
    label: 'Update runbook if needed',
    isSeen: false,
    isOfRollback: false,
  },
] as const satisfies readonly Item[];

export type ItemId = (typeof CHECKLIST)[number]['id'];
/** Items that the product ticks by itself, when it sees that they hold. */
export type SeenItemId = Extract<(typeof CHECKLIST)[number], { isSeen: true }>['id'];

export const ITEM_IDS = CHECKLIST.map(({ id }) => id);

/** An item of the checklist by its id. */
export function itemOf(id: ItemId): Item {
  return CHECKLIST.find((item) => item.id === id) ?? CHECKLIST[0];
}
