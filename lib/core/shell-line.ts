/** A command to copy, and what it does. */
export interface ShellLine {
  does: string;
  command: string;
}
