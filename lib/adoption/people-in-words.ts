import { rateLabel } from '#lib/adoption/metric-cards';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import { formatDay } from '#lib/core/format-time';
import type { Interval } from '#lib/funnels/schema';

const GROUPS = {
  count: 'counted by',
  of: 'that are the whole of',
  pending: 'whose days are not over, for',
} as const;

const WINDOWS = { daily: 'on', weekly: 'in the 7 days to', monthly: 'in the 28 days to' } as const;

/** Who is in a list, after "120 users": "active in the 7 days to 5 Jan 2026". */
export function peopleInWords(choice: PeopleChoice, every: Interval, cohorts: Interval): string {
  switch (choice.of) {
    case 'metric':
      return `${GROUPS[choice.group]} ${rateLabel(choice.metric).toLowerCase()}`;
    case 'retention': {
      const began = `who began in the ${cohorts} from ${formatDay(choice.cohort)}`;
      return choice.range === null ? began : `${began}, and came back in its column ${choice.range + 1}`;
    }
    case 'stickiness':
      return `active ${WINDOWS[choice.window]} ${formatDay(choice.date)}`;
    case 'lifecycle':
      return `${choice.state} in the ${every} from ${formatDay(choice.date)}`;
    case 'power':
      return `active on ${choice.days} of 28 days`;
  }
}
