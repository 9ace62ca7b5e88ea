import { readBrackets } from '#lib/adoption/brackets';
import { rateLabel } from '#lib/adoption/metric-cards';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import { formatDay } from '#lib/core/format-time';
import type { Interval } from '#lib/funnels/schema';

const GROUPS = {
  count: 'counted in',
  of: 'among whom it is counted,',
  pending: 'whose days are not over, in',
} as const;

const WINDOWS = { daily: 'on', weekly: 'in the 7 days to', monthly: 'in the 28 days to' } as const;

interface Settings {
  /** The interval of the life cycle. */
  every: Interval;
  retention: { cohorts: Interval; mode: 'on' | 'on_or_after' | 'bracket'; brackets: string };
}

/** Who is in a list, after "120 users": "active in the 7 days to 5 Jan 2026". */
export function peopleInWords(choice: PeopleChoice, { every, retention }: Settings): string {
  switch (choice.of) {
    case 'metric':
      return `${GROUPS[choice.group]} ${rateLabel(choice.metric).toLowerCase()}`;
    case 'retention': {
      const began = `who began in the ${retention.cohorts} from ${formatDay(choice.cohort)}`;
      return choice.range === null
        ? began
        : `${began} and came back in ${rangeInWords(choice.range, retention)}`;
    }
    case 'stickiness':
      return `active ${WINDOWS[choice.window]} ${formatDay(choice.date)}`;
    case 'lifecycle':
      return `${choice.state} in the ${every} from ${formatDay(choice.date)}`;
    case 'power':
      return `active on ${choice.days} of 28 days`;
  }
}

/** "week 3", "week 3 or later", "weeks 1–3". */
function rangeInWords(range: number, { cohorts, mode, brackets }: Settings['retention']): string {
  if (mode !== 'bracket') return `${cohorts} ${range}${mode === 'on' ? '' : ' or later'}`;
  const [first, last] = readBrackets(brackets)[range] ?? [0, 0];
  return `${cohorts}s ${first}–${last}`;
}
