import type { SavedFunnel } from '#lib/funnels/answers';
import { FunnelDefinition } from '#lib/funnels/schema';

interface FunnelRow {
  id: string;
  name: string;
  definition: unknown;
  version: number;
  createdBy: string;
  createdAt: Date;
  updatedBy: string;
  updatedAt: Date;
}

/** A stored funnel as it is served; its definition is read through the schema, so that defaults are filled in. */
export function savedFunnelOf(row: FunnelRow): SavedFunnel {
  return {
    id: row.id,
    name: row.name,
    definition: FunnelDefinition.parse(row.definition),
    version: row.version,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt.toISOString(),
  };
}
