import { STATUS_TONE, STATUS_WORDS, VERDICT_TONE, VERDICT_WORDS } from '#components/changes/change-words';
import type { Tone } from '#components/ui/badge';
import type { ChangeStatus, ProductionEvent, Verification } from '#lib/changes/answers';

/** What the events of production are called. */
export const EVENT_KINDS: Record<ProductionEvent['kind'], string> = {
  deploy: 'Deploy',
  rollback: 'Rollback',
  forward: 'Forward again',
  prune: 'Clean-up',
  'stack-rollback': 'Stack',
  'table-backup': 'Backup',
  'table-restore': 'Restore',
  'moved-outside': 'From outside',
};

/** How an event went, in a word and its tone; null where that is not known here. */
export function eventState({ state }: Pick<ProductionEvent, 'state'>): { words: string; tone: Tone } | null {
  if (state === null) return null;
  return isVerdict(state)
    ? { words: VERDICT_WORDS[state], tone: VERDICT_TONE[state] }
    : { words: STATUS_WORDS[state], tone: STATUS_TONE[state] };
}

function isVerdict(state: Verification['verdict'] | ChangeStatus): state is Verification['verdict'] {
  return Object.hasOwn(VERDICT_WORDS, state);
}
