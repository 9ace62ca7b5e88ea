import type { Template } from '#lib/sandbox/cloud/cloudformation/requests';

export interface Source {
  template: Template;
  parameters: Record<string, string>;
}

export interface StackResource {
  type: string;
  physicalId: string;
  status: string;
  reason?: string;
  updatedAt: number;
  /** Left as it is by a rollback that was told to. */
  isSkipped?: boolean;
}

/** Something that will happen to a resource, or to the stack itself, at a time in epoch milliseconds. */
export interface Step {
  at: number;
  /** Its logical id; none for the stack. */
  resource?: string;
  status: string;
  reason?: string;
}

export interface Stack extends Source {
  name: string;
  id: string;
  status: string;
  reason?: string;
  createdAt: number;
  updatedAt?: number;
  /** What it was when it was last whole; nothing before that. */
  stable?: Source;
  resources: Record<string, StackResource>;
  /** What is under way, in order of time. */
  steps: Step[];
  token?: string;
  triggers: string[];
  monitoringMinutes: number;
  isRollbackDisabled: boolean;
  tags: Record<string, string>;
}

export interface StackEvent {
  id: string;
  stackId: string;
  stackName: string;
  logicalId: string;
  physicalId: string;
  type: string;
  at: number;
  status: string;
  reason?: string;
  token?: string;
}
