import type { SavedFeature, UnnamedEvents } from '#lib/adoption/answers';
import type { EventTypeSummary } from '#lib/events/catalog-schema';
import type { FunnelDefinition } from '#lib/funnels/schema';

const ANY = '*';

/** Pairs of an event type and a feature that definitions and their funnels name. */
export class NamedEvents {
  private readonly pairs = new Set<string>();

  constructor(features: SavedFeature[], funnels: FunnelDefinition[]) {
    for (const { key, definition } of features) {
      const { view, use, complete, share, conversion, revenue } = definition;
      this.add([...view, ...use, ...complete, ...share], key);
      for (const ref of [conversion, revenue]) this.add(ref?.types ?? [], ref?.feature);
    }
    for (const { feature, steps } of funnels) {
      for (const step of steps) this.add([step.step].flat(), step.feature ?? feature);
    }
  }

  has(type: string, feature: string | null): boolean {
    return [type, ANY].some((one) => [feature, undefined].some((where) => this.pairs.has(pair(one, where))));
  }

  /** Undefined: of any feature. */
  private add(types: string[], feature: string | undefined): void {
    for (const type of types) this.pairs.add(pair(type, feature));
  }
}

/** What nothing names, the commonest first. */
export function unnamedEvents(named: NamedEvents, types: EventTypeSummary[]): UnnamedEvents[] {
  return types
    .flatMap(({ type, features }) => features.map(({ feature, count }) => ({ type, feature, count })))
    .filter(({ type, feature }) => !named.has(type, feature))
    .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1));
}

function pair(type: string, feature: string | null | undefined): string {
  return JSON.stringify(feature === undefined ? [type] : [type, feature]);
}
