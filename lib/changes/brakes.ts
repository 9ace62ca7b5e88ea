/** A rule of automatic rollback, as far as its brakes are concerned. */
export interface Brakes {
  bakeMinutes: number;
  coolDownMinutes: number;
}

/** The guide's table has no brakes; these are the defaults. */
export const DEFAULT_BRAKES: Brakes = { bakeMinutes: 60, coolDownMinutes: 60 };

/** What an alarm says, in CloudWatch's words. */
export interface AlarmSignal {
  name: string;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** When it entered the state. */
  since: Date;
}

/** What is known of the function's newest deployment and of what automation did before. */
export interface Past {
  /** The newest change of what is live, whoever made it; null when none is known. */
  deployment: { id: string; at: Date; alarmsRedBefore: readonly string[] } | null;
  /** Automatic rollbacks, in any order. */
  automatic: readonly { at: Date; deploymentId: string }[];
  /** Whether what is live was put there by a rollback. */
  isRestored: boolean;
}

export type Reaction =
  | { do: 'roll_back'; why: string }
  /** Something hurts, and no automatic rollback may help. */
  | { do: 'review'; why: string }
  | { do: 'nothing'; why: string };

const MINUTE = 60_000;

/**
 * Whether an alarm rolls back by itself. Absence is looked at first: a metric that is missing never triggers. What
 * hurts and may not be rolled back is for a person to look at, with the reason why automation held back.
 */
export function reactionTo(alarm: AlarmSignal, past: Past, brakes: Brakes, now: Date): Reaction {
  if (alarm.state === 'INSUFFICIENT_DATA')
    return { do: 'nothing', why: 'There is no data, which never triggers.' };
  if (alarm.state === 'OK') return { do: 'nothing', why: 'The alarm is clear.' };
  const held = reasonToHold(alarm, past, brakes, now);
  return held === null
    ? { do: 'roll_back', why: `${alarm.name} went red within ${brakes.bakeMinutes} min of the deployment.` }
    : { do: 'review', why: held };
}

function reasonToHold(alarm: AlarmSignal, past: Past, brakes: Brakes, now: Date): string | null {
  const { deployment, automatic, isRestored } = past;
  if (deployment === null) return 'No deployment is known that it could come from.';
  if (deployment.alarmsRedBefore.includes(alarm.name))
    return 'The alarm was red before the deployment already.';
  const age = alarm.since.getTime() - deployment.at.getTime();
  if (age < 0) return 'The alarm went red before the deployment.';
  if (age > brakes.bakeMinutes * MINUTE) {
    return `The deployment is more than ${brakes.bakeMinutes} min older than the alarm.`;
  }
  if (isRestored) return 'What is live was just restored by a rollback, which did not help.';
  if (automatic.some(({ deploymentId }) => deploymentId === deployment.id)) {
    return 'This deployment was rolled back automatically once already.';
  }
  const last = Math.max(...automatic.map(({ at }) => at.getTime()));
  return now.getTime() - last < brakes.coolDownMinutes * MINUTE
    ? `The last automatic rollback was less than ${brakes.coolDownMinutes} min ago.`
    : null;
}
