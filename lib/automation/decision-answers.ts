import type { Evidence, Scenario, ScenarioId, Step } from '#lib/automation/matrix';

/** One row of the matrix as it stands now. */
export interface ServedScenario extends Scenario {
  id: ScenarioId;
  isTrue: boolean;
  evidence: Evidence[];
  steps: Step[];
  /** The incident that the evidence belongs to; null while there is none. */
  incident: { id: string; number: number; title: string } | null;
}

export interface DecisionMatrix {
  scenarios: ServedScenario[];
  /** What could not be looked at, in words; null when everything was. */
  problem: string | null;
}

export interface SavedReport {
  id: string;
  kind: string;
  key: string;
  summary: string;
  functions: string[];
  tables: string[];
  href: string | null;
  reportedBy: string;
  reportedAt: string;
  closedBy: string | null;
  closedAt: string | null;
  closeReason: string | null;
}

/** The incident that keeps what is done for a row together, and whether this opened it. */
export interface OpenedScenario {
  incidentId: string;
  isOpened: boolean;
}
