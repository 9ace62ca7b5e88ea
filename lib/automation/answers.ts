import type { Outcome } from '#lib/automation/decide';
import type { Rule } from '#lib/automation/rule';
import type { SignalState } from '#lib/automation/state-of';
import type { TriggerId } from '#lib/automation/triggers';

export interface SavedRule extends Rule {
  id: string;
  version: number;
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
}

/** What speaks for the triggers of a function: how many of CloudWatch's alarms, the metric itself, or nothing. */
export interface Coverage {
  functionName: string;
  trigger: TriggerId;
  by: 'alarm' | 'metric' | 'nothing';
  state: SignalState | null;
  /** The alarm's name, or why none speaks for the rule. */
  sentence: string;
}

export interface Rules {
  rules: SavedRule[];
  /** Every function that was seen, for a rule of its own. */
  functionNames: string[];
  coverage: Coverage[];
  /** Whether functions and alarms were read yet; before that nothing speaks for any rule. */
  isRead: boolean;
  /** When alarms were looked at last; null before the first round. */
  lookedAt: string | null;
  /** Why the newest round failed; null when it did not. */
  problem: string | null;
}

/** One change of state, and what came of it. */
export interface ServedDecision {
  id: string;
  /** What people call it that changed. */
  name: string;
  functionName: string;
  trigger: TriggerId;
  state: SignalState;
  since: string;
  outcome: Outcome | 'rolled_back';
  why: string;
  changeId: string | null;
  incidentId: string | null;
  decidedAt: string;
}

export interface Decisions {
  decisions: ServedDecision[];
  nextCursor: string | null;
}

/** What a rule would have done in one function. */
export interface PreviewedFunction {
  functionName: string;
  minutesWithData: number;
  firings: {
    at: string;
    until: string | null;
    /** The largest value while it was red. */
    worst: number;
    outcome: Outcome;
    why: string;
    /** What was live then; null when nobody knew. */
    version: string | null;
  }[];
}

export interface RulePreview {
  from: string;
  to: string;
  minutes: number;
  functions: PreviewedFunction[];
  /** Functions that were too many to look at. */
  leftOut: string[];
}
