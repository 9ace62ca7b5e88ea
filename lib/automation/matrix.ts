/** The rows of the runbook's decision matrix. */
export const SCENARIO_IDS = [
  'deployment_failed',
  'error_rate',
  'latency',
  'schema_mismatch',
  'database',
  'vulnerability',
] as const;
export type ScenarioId = (typeof SCENARIO_IDS)[number];

export interface Scenario {
  title: string;
  /** When the row holds. */
  trigger: string;
  action: string;
  recovery: string;
  /** Of the incident that the row opens. */
  severity: 'P1' | 'P2';
  /** What is to be done once it no longer hurts; null for nothing beside the incident's own. */
  followUp: string | null;
}

export const MATRIX: Record<ScenarioId, Scenario> = {
  deployment_failed: {
    title: 'Lambda deployment failure',
    trigger: 'A deploy failed, or a resource AWS::Lambda::Function of a stack.',
    action: 'Automatic rollback',
    recovery: 'Previous version active',
    severity: 'P2',
    followUp: null,
  },
  error_rate: {
    title: 'High error rate',
    trigger: 'More than 5 % of calls fail in 2 minutes in a row.',
    action: 'Automatic rollback',
    recovery: 'Previous version active',
    severity: 'P2',
    followUp: null,
  },
  latency: {
    title: 'High latency',
    trigger: 'P95 is above 5 s in 3 minutes in a row.',
    action: 'Automatic rollback',
    recovery: 'Previous version active',
    severity: 'P2',
    followUp: null,
  },
  schema_mismatch: {
    title: 'API schema mismatch',
    trigger: 'The build of the frontend failed.',
    action: 'Manual review',
    recovery: 'Deploy a compatible backend',
    severity: 'P2',
    followUp: 'Deploy a backend that the frontend is compatible with.',
  },
  database: {
    title: 'Database incompatibility',
    trigger: 'Queries fail.',
    action: 'Manual rollback',
    recovery: 'Restore a backup, and revert the code',
    severity: 'P1',
    followUp: 'Let readers use the restored table, or copy what is missing back.',
  },
  vulnerability: {
    title: 'Security vulnerability',
    trigger: 'A CVE was reported.',
    action: 'Immediate rollback',
    recovery: 'Hotfix required',
    severity: 'P1',
    followUp: 'Hotfix: close the vulnerability in new code, and deploy it.',
  },
};

/** Why a row holds now. */
export interface Evidence {
  sentence: string;
  at: string | null;
  functions: string[];
  tables: string[];
  stack: string | null;
  /** The report that it comes from, which a person can close; null for what is measured. */
  reportId: string | null;
  href: string | null;
}

/** What one step makes when its button is pressed; what the evidence does not name, a person chooses first. */
export type Deed =
  | { do: 'incident' }
  | { do: 'roll_back'; functions: string[] }
  | { do: 'take_back_stack'; stack: string }
  | { do: 'restore_table'; table: string | null }
  | { do: 'compatible_backend'; functions: string[] };

export interface Step {
  title: string;
  detail: string;
  /** Null where there is nothing to press, which the detail explains. */
  deed: Deed | null;
}

const INCIDENT: Step = {
  title: 'Open the incident',
  detail: 'What follows is kept together by it. One that is about the same functions is joined.',
  deed: { do: 'incident' },
};

/** What is to be done for a row, in order. */
export function stepsOf(id: ScenarioId, evidence: readonly Evidence[]): Step[] {
  const functions = [...new Set(evidence.flatMap((one) => one.functions))].sort();
  const tables = [...new Set(evidence.flatMap((one) => one.tables))].sort();
  const stacks = [...new Set(evidence.flatMap(({ stack }) => stack ?? []))].sort();
  return [INCIDENT, ...STEPS[id]({ functions, tables, stacks })];
}

interface Named {
  functions: string[];
  tables: string[];
  stacks: string[];
}

const STEPS: Record<ScenarioId, (named: Named) => Step[]> = {
  deployment_failed: ({ functions, stacks }) => [
    ...stacks.map(
      (stack): Step => ({
        title: `Take the stack ${stack} back`,
        detail: 'To its last whole state, as far as CloudFormation allows it in its status.',
        deed: { do: 'take_back_stack', stack },
      }),
    ),
    ...(functions.length > 0 || stacks.length === 0 ? [rollBack(functions)] : []),
  ],
  error_rate: ({ functions }) => [rollBack(functions)],
  latency: ({ functions }) => [rollBack(functions)],
  schema_mismatch: ({ functions }) => [
    {
      title: 'Deploy a compatible backend',
      detail:
        'A person decides what the frontend is compatible with: a version that is there, or a package. Nothing is moved before the plan is confirmed.',
      deed: { do: 'compatible_backend', functions },
    },
  ],
  database: ({ functions, tables }) => [
    ...tables.map(
      (table): Step => ({
        title: `Restore ${table}`,
        detail: 'To a new table beside it, from the newest moment that DynamoDB can restore, and verified.',
        deed: { do: 'restore_table', table },
      }),
    ),
    ...(tables.length === 0
      ? [
          {
            title: 'Restore the table',
            detail: 'No report names one; a person chooses which.',
            deed: { do: 'restore_table', table: null } as const,
          },
        ]
      : []),
    rollBack(functions),
  ],
  vulnerability: ({ functions }) => [
    rollBack(functions),
    {
      title: 'Hotfix',
      detail: 'The incident keeps it as a follow-up: it is not closed before the hotfix is done.',
      deed: null,
    },
  ],
};

function rollBack(functions: string[]): Step {
  const what = functions.length === 1 ? functions[0] : `${functions.length} functions`;
  return {
    title: functions.length === 0 ? 'Roll back the code' : `Roll back ${what}`,
    detail:
      functions.length === 0
        ? 'Nothing names a function; a person chooses which.'
        : 'Makes the plan; nothing is moved before a person has read and confirmed it.',
    deed: { do: 'roll_back', functions },
  };
}
