/** How often each thing goes wrong, as a probability at each place where it can. */
export interface Trouble {
  /** The server's process is killed, at any step of its own. */
  crash: number;
  /** A new process starts beside the old one, which ends a little later. */
  overlap: number;
  /** The answer of a call that was carried out never comes. */
  lostAnswer: number;
  /** A call is lost on its way. */
  lostCall: number;
  /** A call arrives long after its caller has given up. */
  late: number;
  /** AWS refuses a call that moves something. */
  refused: number;
  /** AWS will not let a reader in. */
  throttled: number;
  /** A transaction is not begun, because the database is away. */
  databaseAway: number;
  /** A transaction is committed, and nobody hears of it. */
  commitUnheard: number;
}

export const CALM: Trouble = {
  crash: 0,
  overlap: 0,
  lostAnswer: 0,
  lostCall: 0,
  late: 0,
  refused: 0,
  throttled: 0,
  databaseAway: 0,
  commitUnheard: 0,
};

/** Kinds of weather, from none to all at once; a schedule has one of them. */
export const WEATHERS: readonly Trouble[] = [
  CALM,
  { ...CALM, crash: 0.01 },
  { ...CALM, lostAnswer: 0.15, lostCall: 0.1, late: 0.1 },
  { ...CALM, lostCall: 0.25, late: 0.3, refused: 0.05 },
  { ...CALM, throttled: 0.15, refused: 0.1, lostAnswer: 0.05 },
  { ...CALM, databaseAway: 0.05, commitUnheard: 0.05 },
  {
    crash: 0.004,
    overlap: 0.002,
    lostAnswer: 0.06,
    lostCall: 0.06,
    late: 0.06,
    refused: 0.03,
    throttled: 0.04,
    databaseAway: 0.01,
    commitUnheard: 0.01,
  },
];
