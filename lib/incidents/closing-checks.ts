import type { Check } from '#lib/core/errors';
import { type ItemId, itemOf } from '#lib/incidents/checklist';
import type { ItemState } from '#lib/incidents/item-decision';
import { NEEDS_POST_MORTEM, type Severity } from '#lib/incidents/severity';
import type { IncidentStatus } from '#lib/incidents/status';

/** The checklist itself names them all. */
const MOST_NAMED = 3;

interface Closing {
  status: IncidentStatus;
  severity: Severity;
  items: readonly { item: ItemId; state: ItemState }[];
  hasPostMortem: boolean;
  followUps: readonly { text: string; ownerName: string | null; dueOn: string | null }[];
  /** Changes of this incident that have not come to their end. */
  running: number;
}

/** Everything that must hold before an incident is closed, all of it, so that a reader mends all at once. */
export function closingChecks(closing: Closing): Check[] {
  return [mitigated(closing), ended(closing), decided(closing), learned(closing), assigned(closing)];
}

function mitigated({ status }: Closing): Check {
  const isSo = status !== 'open';
  return {
    id: 'mitigated',
    label: 'It no longer hurts',
    status: isSo ? 'pass' : 'fail',
    reason: isSo ? 'It is mitigated.' : 'It is open: mark it as mitigated once nobody is hurt any more.',
  };
}

function ended({ running }: Closing): Check {
  return {
    id: 'changes_ended',
    label: 'Its changes have come to their end',
    status: running === 0 ? 'pass' : 'wait',
    reason:
      running === 0
        ? 'None of its changes is running.'
        : `${running} of its changes still run or are verified.`,
  };
}

function decided({ items }: Closing): Check {
  const open = items.filter(({ state }) => state === 'open').map(({ item }) => itemOf(item).label);
  return {
    id: 'items_decided',
    label: 'Every item is ticked, or waived with a reason',
    status: open.length === 0 ? 'pass' : 'fail',
    reason: open.length === 0 ? 'All fourteen are.' : `${open.length} are open: ${named(open)}.`,
  };
}

function named(labels: readonly string[]): string {
  const more = labels.length - MOST_NAMED;
  return more > 0 ? `${labels.slice(0, MOST_NAMED).join('; ')}; and ${more} more` : labels.join('; ');
}

function learned({ severity, hasPostMortem }: Closing): Check {
  const isNeeded = NEEDS_POST_MORTEM.includes(severity);
  const reason = hasPostMortem
    ? 'It is written.'
    : isNeeded
      ? `${severity} needs one: begin it from what is known.`
      : `${severity} needs none.`;
  return {
    id: 'post_mortem_written',
    label: 'The post-mortem is there',
    status: hasPostMortem || !isNeeded ? 'pass' : 'fail',
    reason,
  };
}

function assigned({ followUps }: Closing): Check {
  const lacking = followUps.filter(({ ownerName, dueOn }) => ownerName === null || dueOn === null);
  return {
    id: 'follow_ups_assigned',
    label: 'Each follow-up has an owner and a date',
    status: lacking.length === 0 ? 'pass' : 'fail',
    reason:
      lacking.length === 0
        ? followUps.length === 0
          ? 'There are none.'
          : 'Each has.'
        : `Without an owner or a date: ${lacking.map(({ text }) => text).join('; ')}.`,
  };
}
