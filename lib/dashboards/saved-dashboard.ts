import type { SavedDashboard } from '#lib/dashboards/answers';
import { DashboardDefinition } from '#lib/dashboards/schema';

interface DashboardRow {
  id: string;
  name: string;
  definition: unknown;
  version: number;
  createdBy: string;
  createdAt: Date;
  updatedBy: string;
  updatedAt: Date;
}

/** A stored dashboard as it is served; its definition is read through the schema, so that defaults are filled in. */
export function savedDashboardOf(row: DashboardRow): SavedDashboard {
  return {
    id: row.id,
    name: row.name,
    definition: DashboardDefinition.parse(row.definition),
    version: row.version,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt.toISOString(),
  };
}
