/** Time, for work that goes on after its request was answered: a test decides how long a pause is. */
export interface Pace {
  clock(): Date;
  pause(milliseconds: number): Promise<void>;
}
