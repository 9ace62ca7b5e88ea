import type { DashboardDefinition } from '#lib/dashboards/schema';

export interface SavedDashboard {
  id: string;
  name: string;
  definition: DashboardDefinition;
  version: number;
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
}

export interface SavedDashboards {
  dashboards: SavedDashboard[];
  nextCursor: string | null;
}
