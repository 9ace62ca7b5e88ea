/** One row of AWS's tables, newest point right: 0 is good, X is bad, - is missing. */
interface AlarmRow {
  datapointsToAlarm: number;
  points: string;
  /** For missing, ignore, breaching and notBreaching; null where the state stays. */
  outcomes: (string | null)[];
}

const row = (datapointsToAlarm: number, points: string, ...outcomes: (string | null)[]): AlarmRow => ({
  datapointsToAlarm,
  points,
  outcomes,
});

/** "Configuring how CloudWatch alarms treat missing data": 3 of 3 and 2 of 3, over a range of 5. */
export const ALARM_ROWS: readonly AlarmRow[] = [
  row(3, '0 - X - X', 'OK', 'OK', 'OK', 'OK'),
  row(3, '0 - - - -', 'OK', 'OK', 'OK', 'OK'),
  row(3, '- - - - -', 'INSUFFICIENT_DATA', null, 'ALARM', 'OK'),
  row(3, '0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'),
  row(3, '- - X - -', 'ALARM', null, 'ALARM', 'OK'),
  row(2, '0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'),
  row(2, '0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'),
  row(2, '0 - X - -', 'OK', 'OK', 'ALARM', 'OK'),
  row(2, '- - - - 0', 'OK', 'OK', 'ALARM', 'OK'),
  row(2, '- - - X -', 'ALARM', null, 'ALARM', 'OK'),
];

export const MISSING_DATA = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
