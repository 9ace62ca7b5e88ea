import { Badge, type Tone } from '#components/ui/badge';
import type { ServedStack } from '#lib/stacks/answers';
import type { StackPhase } from '#lib/stacks/way-back';

const TONES: Record<StackPhase, Tone> = {
  whole: 'good',
  moving: 'attention',
  stuck: 'bad',
  empty: 'neutral',
  unknown: 'unknown',
};

/** A stack's status in AWS's own word. What was taken back is whole, and still no good news. */
export function StackBadge({ stack }: { stack: Pick<ServedStack, 'status' | 'phase'> }) {
  const isTakenBack = stack.phase === 'whole' && stack.status.includes('ROLLBACK');
  return <Badge tone={isTakenBack ? 'neutral' : TONES[stack.phase]}>{stack.status}</Badge>;
}
