/**
 * The counting rule by trying everything: every run of a unit is built, judged and compared, as the rule is worded.
 * Slow, obvious, and without a line in common with the product.
 */

/** An event: which steps it can serve, which exclusions it is (both from 1), and what it carries. */
export interface TriedEvent {
  time: number;
  steps: number[];
  excluded: number[];
  held: string | null;
}

export interface Rules {
  /** Whether each step may be left out. */
  optional: boolean[];
  windowMs: number;
  order: 'ordered' | 'strict' | 'any';
  /** The exclusion numbered k is the k-th. */
  exclusions: { after: number; before: number }[];
  isHeld: boolean;
  /** When a run may begin, half-open. */
  from: number;
  to: number;
}

/** What was taken, in the order of the steps; in any order, in the order of time. */
export interface TriedRun {
  taken: { step: number; event: TriedEvent }[];
}

export interface Tried {
  best: TriedRun | null;
  /** The furthest step of the best run; in any order how many it has. */
  depth: number;
  /** The furthest step that any run reached, or was spoiled on the way to. */
  deepestAttempt: number;
  isExcluded: boolean;
}

export function tryEverything(events: TriedEvent[], rules: Rules): Tried {
  return rules.order === 'any' ? tryAnyOrder(events, rules) : trySequences(events, rules);
}

function trySequences(events: TriedEvent[], rules: Rules): Tried {
  const runs = sequences(events, rules)
    .filter((run) => !rules.isHeld || carriesOneValue(run))
    .filter((run) => rules.order !== 'strict' || isUnbroken(run, events));
  const clean = runs.filter((run) => spoilingLevels(run, events, rules, false).length === 0);
  const attempts = clean.flatMap((run) => spoilingLevels(run, events, rules, true).map((level) => level + 1));
  const best = bestOf(clean, rules);
  const depth = best ? levelOf(best) : 0;
  const deepestAttempt = Math.max(depth, ...attempts);
  return { best, depth, deepestAttempt, isExcluded: deepestAttempt > depth };
}

/** Every way to take distinct events for step 1, then for later steps, leaving out only optional ones. */
function sequences(events: TriedEvent[], rules: Rules): TriedRun[] {
  const found: TriedRun[] = [];
  const extend = (run: TriedRun) => {
    if (run.taken.length > 0) found.push(run);
    const last = run.taken.at(-1);
    const first = run.taken[0];
    for (let step = (last?.step ?? 0) + 1; step <= rules.optional.length; step += 1) {
      for (const event of events) {
        if (!event.steps.includes(step) || run.taken.some((taken) => taken.event === event)) continue;
        if (!first && (event.time < rules.from || event.time >= rules.to)) continue;
        if (last && event.time < last.event.time) continue;
        if (first && event.time > first.event.time + rules.windowMs) continue;
        extend({ taken: [...run.taken, { step, event }] });
      }
      if (!rules.optional[step - 1]) break;
    }
  };
  extend({ taken: [] });
  return found;
}

function carriesOneValue({ taken }: TriedRun): boolean {
  const value = taken[0]?.event.held ?? null;
  return value !== null && taken.every(({ event }) => event.held === value);
}

/** Neighbours among all events; at the first and the last instant the order of ties is free. */
function isUnbroken({ taken }: TriedRun, events: TriedEvent[]): boolean {
  const times = timesOf({ taken });
  const first = Math.min(...times);
  const last = Math.max(...times);
  return events
    .filter(({ time }) => time > first && time < last)
    .every((event) => taken.some((step) => step.event === event));
}

/**
 * The levels at which the run meets an exclusion that spoils it: between its steps, or, when `isStanding`, while it
 * waits after its last step.
 */
function spoilingLevels(run: TriedRun, events: TriedEvent[], rules: Rules, isStanding: boolean): number[] {
  const times = timesOf(run);
  const start = times[0] ?? 0;
  const end = times.at(-1) ?? 0;
  const levels: number[] = [];
  for (const event of events) {
    if (event.time <= start || event.time > start + rules.windowMs || times.includes(event.time)) continue;
    if (isStanding ? event.time < end : event.time > end) continue;
    const level = Math.max(
      ...run.taken.filter((taken) => taken.event.time < event.time).map(({ step }) => step),
    );
    const isSpoiling = event.excluded.some((number) => {
      const exclusion = rules.exclusions[number - 1];
      return exclusion !== undefined && exclusion.after <= level && level < exclusion.before;
    });
    if (isSpoiling) levels.push(level);
  }
  return levels;
}

function tryAnyOrder(events: TriedEvent[], rules: Rules): Tried {
  const runs = assignments(events, rules).filter((run) => !rules.isHeld || carriesOneValue(run));
  const standing = runs.filter((run) => !isVoid(run, events, rules));
  const best = bestOf(standing, rules);
  const depth = best?.taken.length ?? 0;
  const deepestAttempt = runs.length > 0 ? Math.max(1, depth) : 0;
  return { best, depth, deepestAttempt, isExcluded: deepestAttempt > depth };
}

/** Every way to give events inside one window different steps. */
function assignments(events: TriedEvent[], rules: Rules): TriedRun[] {
  const byTime = [...events].sort((a, b) => a.time - b.time);
  const found: TriedRun[] = [];
  const extend = (run: TriedRun, rest: TriedEvent[]) => {
    if (run.taken.length > 0) found.push(run);
    for (const [index, event] of rest.entries()) {
      const start = run.taken[0]?.event.time;
      if (start === undefined && (event.time < rules.from || event.time >= rules.to)) continue;
      if (start !== undefined && event.time > start + rules.windowMs) continue;
      for (const step of event.steps) {
        if (run.taken.some((taken) => taken.step === step)) continue;
        extend({ taken: [...run.taken, { step, event }] }, rest.slice(index + 1));
      }
    }
  };
  extend({ taken: [] }, byTime);
  return found;
}

function isVoid(run: TriedRun, events: TriedEvent[], rules: Rules): boolean {
  const times = timesOf(run);
  const start = times[0] ?? 0;
  const isComplete = run.taken.length === rules.optional.length;
  const until = isComplete ? Math.max(...times) : start + rules.windowMs;
  return events.some(
    ({ time, excluded }) => excluded.length > 0 && time > start && time <= until && !times.includes(time),
  );
}

/** The furthest; then the most optional steps; then ends first; then starts last; then earliest in between. */
function bestOf(runs: TriedRun[], rules: Rules): TriedRun | null {
  const ranked = runs.map((run) => ({ run, rank: rankOf(run, rules) }));
  ranked.sort((a, b) => compareLists(a.rank, b.rank));
  return ranked[0]?.run ?? null;
}

function rankOf(run: TriedRun, rules: Rules): number[] {
  const times = timesOf(run);
  const level = rules.order === 'any' ? run.taken.length : levelOf(run);
  const optional = run.taken.filter(({ step }) => rules.optional[step - 1]).length;
  const numbers = rules.order === 'any' ? [] : run.taken.map(({ step }) => step);
  return [-level, -optional, times.at(-1) ?? 0, -(times[0] ?? 0), ...times, ...numbers];
}

function compareLists(a: number[], b: number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function levelOf(run: TriedRun): number {
  return run.taken.at(-1)?.step ?? 0;
}

function timesOf(run: TriedRun): number[] {
  return run.taken.map(({ event }) => event.time);
}
