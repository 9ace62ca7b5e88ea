/** How a version that is shipped on purpose behaves. */
export const SHIPMENT_KINDS = ['failing', 'slow', 'sound'] as const;
/** What can come from outside, such as a database that is down; `flapping` comes and goes by the minute. */
export const TROUBLE_KINDS = ['failing', 'slow', 'flapping'] as const;
/** Where an update that must fail stops: with the stack half changed, or stuck on its way back too. */
export const STACK_FAILURE_KINDS = ['fails', 'fails-back'] as const;

export interface Shipment {
  functionName: string;
  kind: (typeof SHIPMENT_KINDS)[number];
  /** The part of the calls that fail, of a failing one. */
  errorRate: number;
}

export interface Shipped {
  version: string;
  /** The version that was live before. */
  from: string;
  commit: string;
}

export interface TroubleOrder {
  functionName: string;
  kind: (typeof TROUBLE_KINDS)[number];
  minutes: number;
}

export interface Trouble {
  functionName: string;
  kind: (typeof TROUBLE_KINDS)[number];
  from: Date;
  to: Date;
}

export interface StackFailure {
  stackName: string;
  kind: (typeof STACK_FAILURE_KINDS)[number];
}

/**
 * Breaks things in the sandbox, and mends them. Each refuses with AppError: `not_found` for what the sandbox does not
 * have, `unprocessable` for what it cannot do now, `unavailable` when it does not answer.
 */
export interface SandboxControls {
  /** A new version, and `live` moved to it, as a pipeline does. */
  ship(shipment: Shipment): Promise<Shipped>;
  /** The troubles that are not over. */
  troubles(): Promise<Trouble[]>;
  /** Begins trouble, in place of what the function has; it strikes every version alike. */
  trouble(order: TroubleOrder): Promise<Trouble>;
  /** Ends it; one that has none stays as it is. */
  calm(functionName: string): Promise<void>;
  /** Begins an update of a stack that is going to fail; answers the stack's status. */
  failStack(failure: StackFailure): Promise<string>;
}
