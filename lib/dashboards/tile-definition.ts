import { metricWords } from '#lib/adoption/metric-cards';
import type { Tile } from '#lib/dashboards/schema';
import { definitionSentence } from '#lib/funnels/definition-sentence';
import { draftOf } from '#lib/funnels/draft';
import type { FunnelDefinition } from '#lib/funnels/schema';

/** What the numbers of a tile count, in a sentence; null for a text, and for a funnel that is gone. */
export function tileDefinition(tile: Tile, funnel: FunnelDefinition | null): string | null {
  switch (tile.kind) {
    case 'funnel':
      return funnel && `${definitionSentence(draftOf(funnel), { withRange: false })}.`;
    case 'metric':
      return metricWords(tile.metric).definition;
    case 'retention':
      return `Users by the ${tile.interval} of their first use, and how many of them used it again in each ${tile.interval} after.`;
    case 'stickiness':
      return `Users of a day, of its 7 and of its 28 days, and the first as a share of the last; ${activity(tile.feature)}.`;
    case 'lifecycle':
      return `Users by ${tile.interval}: new ones, those who were there in the ${tile.interval} before (returning), those who came back after a pause (resurrected), and those who were there and are not any more (dormant); ${activity(tile.feature)}.`;
    case 'text':
      return null;
  }
}

function activity(feature: string | undefined): string {
  return feature === undefined ? 'any event counts' : 'trying the feature counts';
}
