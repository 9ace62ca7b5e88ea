import type { Tone } from '#components/ui/badge';
import type { ChangeStatus, Verification } from '#lib/changes/answers';

export const STATUS_WORDS: Record<ChangeStatus, string> = {
  planned: 'Planned',
  running: 'Running',
  verifying: 'Verifying',
  done: 'Done',
  failed: 'Not done',
  split: 'Split: look now',
  cancelled: 'Discarded',
};

export const STATUS_TONE: Record<ChangeStatus, Tone> = {
  planned: 'neutral',
  running: 'attention',
  verifying: 'attention',
  done: 'good',
  failed: 'attention',
  split: 'bad',
  cancelled: 'neutral',
};

export const VERDICT_WORDS: Record<Verification['verdict'], string> = {
  improved: 'Improved',
  unchanged: 'Unchanged',
  worse: 'Worse',
  unknown: 'Unknown',
};

export const VERDICT_TONE: Record<Verification['verdict'], Tone> = {
  improved: 'good',
  unchanged: 'attention',
  worse: 'bad',
  unknown: 'unknown',
};
