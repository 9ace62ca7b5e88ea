import type { PlayName } from '#lib/testing/simulator/plays';
import type { InvariantName } from '#lib/testing/simulator/violation';

/** A fault put into the product's code, and the rule that it must be caught by. */
export interface Mutant {
  name: string;
  file: string;
  /** This text, which stands there once … */
  from: string;
  /** … becomes this. */
  to: string;
  breaks: InvariantName;
  /** What the schedules are about that reach it; rollbacks unless said. */
  play?: PlayName;
  /** The weather that it shows in, by its place; any unless said. */
  weather?: number;
  /** One that is rarely caught by chance: the schedule that does it, looked at before all others. */
  seed?: number;
}
