interface Refusal {
  path: (string | number)[];
  message: string;
}

interface CheckedFilter {
  property: string;
  op: string;
}

interface CheckedStep {
  optional: boolean;
  filters?: CheckedFilter[] | undefined;
}

interface Checked {
  steps: CheckedStep[];
  filters?: CheckedFilter[] | undefined;
  order: 'ordered' | 'strict' | 'any';
  unit: 'user' | 'session';
  breakdown?: string | undefined;
  attribution?: string | undefined;
  exclusions?: { step: CheckedStep; between: [number, number] }[] | undefined;
  holdConstant?: string | undefined;
  from?: string;
  to?: string;
  compare?: string | undefined;
  compareFrom?: string | undefined;
  compareTo?: string | undefined;
  fromStep?: number | undefined;
  toStep?: number | undefined;
  step?: number;
  outcome?: string;
}

/** Every combination in a definition (or a question about one) that has no meaning, with the reason. */
export function meaninglessIn(asked: Checked): Refusal[] {
  return [
    ...inSteps(asked),
    ...inExclusions(asked),
    ...inFilters(asked),
    ...inBreakdown(asked),
    ...inPeriod(asked),
    ...inComparison(asked),
    ...inStepNumbers(asked),
  ];
}

function inSteps({ steps, order, unit, holdConstant }: Checked): Refusal[] {
  const refusals: Refusal[] = [];
  if (steps[0]?.optional) {
    refusals.push({
      path: ['steps', 0, 'optional'],
      message: 'the first step opens a run: it cannot be optional',
    });
  }
  if (order === 'any') {
    for (const [index, step] of steps.entries()) {
      if (!step.optional) continue;
      refusals.push({
        path: ['steps', index, 'optional'],
        message:
          'in any order a step is never passed over, so none can be optional; take it out, or use ordered',
      });
    }
  }
  const own = unit === 'user' ? 'userId' : 'sessionId';
  if (holdConstant === own) {
    refusals.push({
      path: ['holdConstant'],
      message: `all events of one ${unit} carry the same ${own} anyway: hold another property constant`,
    });
  }
  return refusals;
}

function inExclusions({ exclusions = [], order, steps }: Checked): Refusal[] {
  return exclusions.flatMap(({ step, between: [after, before] }, index) => {
    const path = ['exclusions', index, 'between'];
    const refusals: Refusal[] = [];
    if (order === 'strict') {
      const message = 'a strict run has nothing between its steps: use ordered with exclusions, or drop them';
      return [{ path: ['exclusions', index], message }];
    }
    if (step.optional) {
      const message = 'an excluded event is not a step: it cannot be optional';
      refusals.push({ path: ['exclusions', index, 'step', 'optional'], message });
    }
    if (after >= before)
      refusals.push({ path, message: 'must name an earlier and a later step, like [1, 2]' });
    else if (before > steps.length) {
      refusals.push({ path, message: `there is no step ${before}: the funnel has ${steps.length} steps` });
    } else if (order === 'any' && (after !== 1 || before !== steps.length)) {
      const message = `in any order no step comes before another: it must be [1, ${steps.length}]`;
      refusals.push({ path, message });
    }
    return refusals;
  });
}

function inFilters({ filters, steps, exclusions = [] }: Checked): Refusal[] {
  const lists: [(string | number)[], CheckedFilter[] | undefined][] = [
    [['filters'], filters],
    ...steps.map((step, index): [(string | number)[], CheckedFilter[] | undefined] => [
      ['steps', index, 'filters'],
      step.filters,
    ]),
    ...exclusions.map(({ step }, index): [(string | number)[], CheckedFilter[] | undefined] => [
      ['exclusions', index, 'step', 'filters'],
      step.filters,
    ]),
  ];
  return lists.flatMap(([path, list = []]) =>
    list.flatMap(({ property, op }, index) => {
      if (property !== 'value' || op !== 'contains') return [];
      const message = "an event's value is a number: compare it with eq, gt, gte, lt or lte";
      return [{ path: [...path, index, 'op'], message }];
    }),
  );
}

function inBreakdown({ breakdown, attribution, steps }: Checked): Refusal[] {
  if (!attribution) return [];
  const path = ['attribution'];
  if (!breakdown)
    return [{ path, message: 'says where the breakdown takes its value: name a breakdown too' }];
  const number = /^step:(\d+)$/.exec(attribution)?.[1];
  if (number === undefined || Number(number) <= steps.length) return [];
  return [{ path, message: `there is no step ${number}: the funnel has ${steps.length} steps` }];
}

function inPeriod({ from, to }: Checked): Refusal[] {
  // What is no time is refused as such.
  if (!(Date.parse(from ?? '') >= Date.parse(to ?? ''))) return [];
  return [{ path: ['to'], message: 'must be later than from' }];
}

function inComparison({ from, compare, compareFrom, compareTo }: Checked): Refusal[] {
  if (compareFrom === undefined && compareTo === undefined) return [];
  if (compareTo === undefined) return [{ path: ['compareTo'], message: 'is missing beside compareFrom' }];
  if (compareFrom === undefined) return [{ path: ['compareFrom'], message: 'is missing beside compareTo' }];
  if (compare !== undefined)
    return [
      { path: ['compare'], message: 'is another period than compareFrom and compareTo: give one of them' },
    ];
  if (compareTo <= compareFrom) return [{ path: ['compareTo'], message: 'must be after compareFrom' }];
  return compareTo > (from ?? compareTo) ? [{ path: ['compareTo'], message: 'must not be after from' }] : [];
}

function inStepNumbers({ steps, fromStep, toStep, step, outcome }: Checked): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [name, number] of Object.entries({ fromStep, toStep, step })) {
    if (number === undefined || number <= steps.length) continue;
    refusals.push({
      path: [name],
      message: `there is no step ${number}: the funnel has ${steps.length} steps`,
    });
  }
  const first = fromStep ?? 1;
  const last = toStep ?? steps.length;
  if (refusals.length === 0 && first >= last) {
    refusals.push({ path: ['toStep'], message: 'must come after fromStep' });
  }
  if (step === 1 && (outcome === 'dropped' || outcome === 'pending')) {
    refusals.push({ path: ['outcome'], message: 'nobody drops out before step 1: ask for converted' });
  }
  if (step !== undefined && step > 1 && outcome === 'excluded') {
    refusals.push({ path: ['step'], message: 'those left out are in no step: ask for step 1' });
  }
  return refusals;
}
