/** The alarms as they were read last. */
interface SeenAlarms {
  red: number;
  /** ISO. */
  readAt: string;
  /** They were read too long ago, or could not be read since, so that they may be otherwise now. */
  isOld: boolean;
}

/** Facts about the installation, and about what it looks after, that every page shows. */
export interface ShellState {
  /** `embedded`: the data lives in a folder of this machine. */
  environment: 'embedded' | 'production';
  /** The time of the newest event, ISO; null when there is none. */
  dataThrough: string | null;
  /** Null before they were read for the first time. */
  alarms: SeenAlarms | null;
  /** The ids of changes that run or are being verified, the newest first. */
  runningChanges: string[];
  /** The ids of incidents that nobody has closed, the newest first. */
  incidents: string[];
}

/** What is known by name of what this product looks after, for those who look for one of them. */
export interface SeenNames {
  functions: string[];
  stacks: string[];
  /** Those that people said functions use. */
  tables: string[];
  /** Those that nobody has closed. */
  incidents: { id: string; number: number; title: string }[];
  /** ISO; null when nothing was read yet. */
  readAt: string | null;
}
