import type { Json } from '#lib/core/canonical-json';
import type { Transaction } from '#lib/core/database';

/** What is about to be asked of AWS, in the shape of its kind of change. */
export interface AnyIntent {
  kind: string;
}

/** One line of a journal: an intent, and how it ended. */
export interface StoredStep<I extends AnyIntent> {
  sequence: number;
  intent: I;
  intendedAt: Date;
  /** Null while nobody knows. */
  outcome: string | null;
  why: string | null;
  result: Json | null;
}

/** How a step ended. */
export interface StepEnd {
  outcome: string;
  why?: string | null;
  /** What later steps need of it; null is nothing. */
  result?: Json[] | { [key: string]: Json } | null;
  /** What those who watch are told. */
  sentence: string;
  /** Written in the same transaction. */
  also?(tx: Transaction, at: Date): Promise<void>;
}

/** The journal of one change. Each line is audited as it is written. */
export interface Journal {
  /** In order. */
  steps<I extends AnyIntent>(): Promise<StoredStep<I>[]>;
  /**
   * Stores an intent; when it returns, a crash cannot forget it.
   *
   * @param details what the audit says of it: single fields, never a secret.
   * @throws AppError `conflict` when another process has ended the change, or written a line that was not read here.
   */
  intend<I extends AnyIntent>(
    intent: I,
    said: { sentence: string; details: { [key: string]: Json } },
  ): Promise<StoredStep<I>>;
  /**
   * Must hold in the transaction that ends the change: what its end was told from is all there is, and no line is open.
   *
   * @throws AppError `conflict`
   */
  assertWhole(tx: Transaction): Promise<void>;
  /** Stores how a step ended, once. */
  settle(
    step: Pick<StoredStep<AnyIntent>, 'sequence' | 'intent'>,
    end: StepEnd & { details: { [key: string]: Json } },
  ): Promise<void>;
}
