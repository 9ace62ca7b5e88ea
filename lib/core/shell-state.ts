/** Facts about the installation that every page shows. */
export interface ShellState {
  /** `embedded`: the data lives in a folder of this machine. */
  environment: 'embedded' | 'production';
  /** The time of the newest event, ISO; null when there is none. */
  dataThrough: string | null;
}
