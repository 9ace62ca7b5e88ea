import type { Rule } from '#lib/automation/rule';
import type { Signal } from '#lib/automation/signals-of';
import { type AlarmSignal, type Past, reactionTo } from '#lib/changes/brakes';

/** What is known when a signal is decided on, beside the brakes' past. */
export interface Known extends Omit<Past, 'deployment'> {
  deployment: {
    id: string;
    /** The last moment before which it cannot have been, and the one at which it was seen. */
    at: Date;
    seenAt: Date;
    alarmsRedBefore: readonly string[];
  } | null;
  /** Who is changing the function just now, in words; null for nobody. */
  running: string | null;
  /** Why its deploys are locked; null when they are not. */
  lock: string | null;
  /** A minute of those that the rule looks at had too few calls. */
  hasTooFewCalls: boolean;
  /** In dry run: what the deployment would have been rolled back for by now; null for nothing. */
  wouldBeBackFor: string | null;
  /** The last whole minute before the deployment was bad already. */
  wasBadBefore: boolean;
}

export type Outcome = 'nothing' | 'waiting' | 'rolling_back' | 'review' | 'would_roll_back' | 'would_review';

export interface Decision {
  outcome: Outcome;
  why: string;
}

const MINUTE = 60_000;
/** Longer than between two looks, as long as nothing fails. */
const UNSEEN_MS = 1.5 * MINUTE;

/**
 * What is to be done about a signal. Absence and clearness are looked at first; then what may pass by itself, which is
 * looked at again in the next round; then the brakes. A rule in dry run says what it would have done.
 */
export function decide(signal: Omit<Signal, 'functionName'>, known: Known, now: Date): Decision {
  const { rule, name, state, since } = signal;
  const alarm = { name, state, since };
  if (state !== 'ALARM') return ofReaction(reactionTo(alarm, pastOf(known, alarm), rule, now), rule);
  const passed = passesBy(signal, known, now);
  if (passed) return passed;
  const hold = reasonToHold(since, rule, known, now);
  return ofReaction(hold ?? reactionTo(alarm, pastOf(known, alarm), rule, now), rule);
}

function passesBy({ since, rule }: Pick<Signal, 'since' | 'rule'>, known: Known, now: Date): Decision | null {
  const { deployment, isRestored, running, hasTooFewCalls } = known;
  if (isRestored && deployment !== null && since < deployment.at) {
    return { outcome: 'nothing', why: 'What was live when it went red was rolled back since.' };
  }
  if (known.wouldBeBackFor !== null) {
    return {
      outcome: 'nothing',
      why: `It would have been rolled back by then: ${known.wouldBeBackFor} was first.`,
    };
  }
  if (running !== null) return { outcome: 'waiting', why: running };
  if (deployment !== null && known.wasBadBefore && now < toldAlone(deployment.seenAt, rule)) {
    return { outcome: 'waiting', why: 'It still counts bad minutes from before what is live now.' };
  }
  return hasTooFewCalls
    ? { outcome: 'waiting', why: `A minute with fewer than ${rule.minimumCalls} calls says too little.` }
    : null;
}

/** From when on a rule counts nothing but minutes of a deployment; the last of them takes a while to be counted. */
function toldAlone(deployedAt: Date, { points }: Rule): Date {
  return new Date(Math.ceil(deployedAt.getTime() / MINUTE) * MINUTE + (points + 1) * MINUTE);
}

/** Whether so long passed without a look that an alarm and a deployment can have come in either order. */
function wasUnseen({ at, seenAt }: { at: Date; seenAt: Date }): boolean {
  return seenAt.getTime() - at.getTime() > UNSEEN_MS;
}

function reasonToHold(
  since: Date,
  rule: Rule,
  { lock, deployment, wasBadBefore, isRestored }: Known,
  now: Date,
) {
  if (lock !== null && !isRestored) return { do: 'review' as const, why: lock };
  if (deployment !== null && wasBadBefore && !isRestored && since < toldAlone(deployment.seenAt, rule)) {
    return { do: 'review' as const, why: 'The minute before the deployment was bad already.' };
  }
  if (deployment !== null && wasUnseen(deployment) && since < toldAlone(deployment.seenAt, rule)) {
    return { do: 'review' as const, why: 'Nobody looked when it was deployed: it may have been red before.' };
  }
  const minutes = Math.floor((now.getTime() - since.getTime()) / MINUTE);
  if (minutes <= rule.bakeMinutes) return null;
  return {
    do: 'review' as const,
    why: `It has been red for ${minutes} min: too long to act without a person.`,
  };
}

/** An alarm that was red before a deployment is held against it until it has been clear and goes red anew. */
function pastOf({ deployment, automatic, isRestored }: Known, { name, since }: AlarmSignal): Past {
  if (deployment === null) return { deployment, automatic, isRestored };
  const { id, at, seenAt, alarmsRedBefore } = deployment;
  const redBefore = alarmsRedBefore.filter((other) => other !== name || since <= seenAt);
  return { deployment: { id, at, alarmsRedBefore: redBefore }, automatic, isRestored };
}

function ofReaction({ do: act, why }: ReturnType<typeof reactionTo>, { mode }: Rule): Decision {
  if (act === 'nothing') return { outcome: 'nothing', why };
  if (mode === 'dry_run') return { outcome: act === 'roll_back' ? 'would_roll_back' : 'would_review', why };
  return { outcome: act === 'roll_back' ? 'rolling_back' : 'review', why };
}
