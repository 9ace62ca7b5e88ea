export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** One period that is looked at: whether it breaches, or that nothing is known of it. */
export type Point = 'good' | 'bad' | 'missing';

/**
 * What follows from the periods of an alarm's range, oldest first, which are more than the `evaluationPeriods` so
 * that missing ones can be made up for. Undefined means that the state stays what it is. After "Configuring how
 * CloudWatch alarms treat missing data", whose two tables are the test.
 */
export function alarmOutcome(
  range: readonly Point[],
  rule: { evaluationPeriods: number; datapointsToAlarm: number; missingData: MissingData },
): AlarmState | undefined {
  const { evaluationPeriods, datapointsToAlarm, missingData } = rule;
  const real = range.filter((point) => point !== 'missing').slice(-evaluationPeriods);
  const bad = real.filter((point) => point === 'bad').length;
  const lacking = evaluationPeriods - real.length;
  // Enough is known, or what is known decides.
  if (lacking === 0 || bad >= datapointsToAlarm) return bad >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (missingData === 'breaching') return bad + lacking >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (missingData === 'notBreaching') return 'OK';
  if (real.length === 0) return missingData === 'ignore' ? undefined : 'INSUFFICIENT_DATA';
  if (bad < real.length) return 'OK';
  if (missingData === 'ignore') return undefined;
  // Everything known is bad, and the oldest of it is old enough: AWS alarms before it has all the points.
  const age = range.length - range.indexOf('bad');
  return age >= datapointsToAlarm ? 'ALARM' : 'OK';
}
