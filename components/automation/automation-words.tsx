import type { Tone } from '#components/ui/badge';
import type { ServedDecision } from '#lib/automation/answers';
import type { Mode } from '#lib/automation/rule';

export const MODE_WORDS: Record<Mode, string> = { on: 'On', dry_run: 'Dry run', off: 'Off' };

/** What each mode means, for whoever chooses. */
export const MODE_HINTS: Record<Mode, string> = {
  on: 'It moves production by itself, and opens an incident.',
  dry_run: 'It only writes down what it would have done.',
  off: 'Nothing is looked at.',
};

export const MODE_TONE: Record<Mode, Tone> = { on: 'good', dry_run: 'attention', off: 'neutral' };

export const OUTCOME_WORDS: Record<ServedDecision['outcome'], string> = {
  rolled_back: 'Rolled back',
  rolling_back: 'Rolling back',
  review: 'Asked for a person',
  waiting: 'Waiting',
  nothing: 'Nothing',
  would_roll_back: 'Would have rolled back',
  would_review: 'Would have asked',
};

export const OUTCOME_TONE: Record<ServedDecision['outcome'], Tone> = {
  rolled_back: 'good',
  rolling_back: 'attention',
  review: 'bad',
  waiting: 'attention',
  nothing: 'neutral',
  would_roll_back: 'attention',
  would_review: 'neutral',
};
