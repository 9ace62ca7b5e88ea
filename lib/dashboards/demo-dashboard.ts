import type { DashboardCreationInput } from '#lib/dashboards/schema';

/** Keys of features and ids of funnels, the first ones first. */
export interface DemoParts {
  features: string[];
  funnels: string[];
}

type TileInput = NonNullable<NonNullable<DashboardCreationInput['definition']>['tiles']>[number];
type Unnamed = TileInput extends infer T ? (T extends { id: string } ? Omit<T, 'id'> : never) : never;

const WELCOME =
  'What a Monday morning needs: who uses the features, how far people come, and who stays. Edit it, or make one of your own.';

/** The dashboard that the demo begins with, from whatever features and funnels there are. */
export function demoDashboard({ features, funnels }: DemoParts, newId: () => string): DashboardCreationInput {
  const tiles: Unnamed[] = [
    { kind: 'text', width: 'full', title: 'Welcome', text: WELCOME },
    ...features.slice(0, 2).map((feature): Unnamed => ({ kind: 'metric', feature, metric: 'adoptionRate' })),
    ...funnels.slice(0, 2).map((funnelId): Unnamed => ({ kind: 'funnel', funnelId })),
    ...features.slice(0, 1).flatMap((feature): Unnamed[] => [
      { kind: 'metric', feature, metric: 'activeUsers', view: 'chart', width: 'full' },
      { kind: 'retention', feature, view: 'triangle', width: 'full' },
    ]),
    { kind: 'stickiness' },
    { kind: 'lifecycle' },
  ];
  const definition = { tiles: tiles.map((tile) => ({ ...tile, id: newId() }) as TileInput) };
  return { name: 'Monday morning', definition };
}
