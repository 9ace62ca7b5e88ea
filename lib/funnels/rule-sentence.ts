import { windowInWords } from '#lib/funnels/definition-sentence';
import type { FunnelDefinition } from '#lib/funnels/schema';

/** One sentence that says how a definition counts, to stand beside its numbers. */
export function ruleSentence(definition: FunnelDefinition): string {
  const unit = definition.unit === 'session' ? 'session' : 'user';
  const window = windowInWords(definition.windowSeconds);
  const parts = [
    `A ${unit} counts once, with the best of its runs`,
    orderClause(definition, unit, window),
    definition.steps.some(({ optional }) => optional) ? 'optional steps may be left out' : '',
    definition.holdConstant ? `all events of a run carry the same ${definition.holdConstant}` : '',
    definition.exclusions?.length ? `a ${unit} whose furthest run meets an excluded event is left out` : '',
    definition.cutAtEnd
      ? 'step 1 falls into the period and events after its end do not count'
      : 'step 1 falls into the period, later steps may follow after its end',
  ];
  const [first, ...rest] = parts.filter((part) => part !== '');
  return `${first}: ${rest.join('; ')}.`;
}

function orderClause({ order }: FunnelDefinition, unit: string, window: string): string {
  switch (order) {
    case 'any':
      return `step k means k different steps, in any order, by different events within ${window} of the first`;
    case 'strict':
      return `the steps follow one another with no other event of that ${unit} in between, within ${window} of step 1 (both ends included)`;
    default:
      return `the steps follow in order, each event serving one step, within ${window} of that run's own step 1 (both ends included), and a later step 1 starts afresh`;
  }
}
