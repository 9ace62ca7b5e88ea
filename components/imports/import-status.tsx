import { Badge, type Tone } from '#components/ui/badge';
import type { ImportStatus } from '#lib/events/import/schema';

const WORDS: Record<ImportStatus, { tone: Tone; label: string }> = {
  uploaded: { tone: 'attention', label: 'not started' },
  running: { tone: 'neutral', label: 'running' },
  done: { tone: 'good', label: 'done' },
  failed: { tone: 'bad', label: 'failed' },
  cancelled: { tone: 'unknown', label: 'cancelled' },
};

export function ImportStatusBadge({ status }: { status: ImportStatus }) {
  return <Badge tone={WORDS[status].tone}>{WORDS[status].label}</Badge>;
}
