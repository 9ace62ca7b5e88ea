import type { RateName } from '#lib/adoption/rate-definitions';

/** A number of a feature's page whose people are shown. */
export type PeopleChoice =
  | { of: 'metric'; metric: RateName; group: 'count' | 'of' | 'pending' }
  /** A cohort, or with `range` (counted from 0) those of it who came back then. */
  | { of: 'retention'; cohort: string; range: number | null }
  | { of: 'stickiness'; date: string; window: 'daily' | 'weekly' | 'monthly' }
  | { of: 'lifecycle'; date: string; state: 'active' | 'new' | 'returning' | 'resurrected' | 'dormant' }
  | { of: 'power'; days: number };

/** As it stands in a link: `metric.adoptionRate.count`, `retention.2026-01-05.3`, `power.12`. */
export function writePeopleChoice(choice: PeopleChoice): string {
  switch (choice.of) {
    case 'metric':
      return `metric.${choice.metric}.${choice.group}`;
    case 'retention':
      return `retention.${choice.cohort}${choice.range === null ? '' : `.${choice.range}`}`;
    case 'stickiness':
      return `stickiness.${choice.date}.${choice.window}`;
    case 'lifecycle':
      return `lifecycle.${choice.date}.${choice.state}`;
    case 'power':
      return `power.${choice.days}`;
  }
}

const DAY = String.raw`(\d{4}-\d\d-\d\d)`;
const RATES =
  'adoptionRate|activationRate|repeatUsageRate|discovery|activation|retention7d|retention30d|referral|powerUserRate';

const FORMS: readonly [RegExp, (parts: readonly string[]) => unknown][] = [
  [
    new RegExp(`^metric\\.(${RATES})\\.(count|of|pending)$`),
    ([metric, group]) => ({ of: 'metric', metric, group }),
  ],
  [
    new RegExp(`^retention\\.${DAY}(?:\\.(\\d{1,2}))?$`),
    ([cohort, range]) => ({ of: 'retention', cohort, range: range === undefined ? null : Number(range) }),
  ],
  [
    new RegExp(`^stickiness\\.${DAY}\\.(daily|weekly|monthly)$`),
    ([date, window]) => ({ of: 'stickiness', date, window }),
  ],
  [
    new RegExp(`^lifecycle\\.${DAY}\\.(active|new|returning|resurrected|dormant)$`),
    ([date, state]) => ({ of: 'lifecycle', date, state }),
  ],
  [/^power\.([1-9]|1\d|2[0-8])$/, ([days]) => ({ of: 'power', days: Number(days) })],
];

/** The inverse; null for a text that means nothing. */
export function readPeopleChoice(text: string | null): PeopleChoice | null {
  for (const [form, read] of FORMS) {
    const found = form.exec(text ?? '');
    if (found) return read(found.slice(1)) as PeopleChoice;
  }
  return null;
}
