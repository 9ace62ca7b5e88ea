import { z } from 'zod';

const ms = z.number().min(0);

/** How quick, how strict and how slow to agree the cloud is. Times are milliseconds. */
export const Settings = z.strictObject({
  /** A new function is Pending for so long. */
  createMs: ms.default(2000),
  /** New code or configuration is InProgress for so long. */
  updateMs: ms.default(1500),
  /** A published version is Pending for so long. */
  publishMs: ms.default(1000),
  /** Callers of a moved alias may reach what it named before for so long. */
  propagationMs: ms.default(3000),
  /** Provisioned concurrency takes so long to be there. */
  provisionMs: ms.default(90_000),
  /** A version that nobody called for so long is Inactive. */
  idleMs: ms.default(14 * 86_400_000),
  /** Control-plane calls to Lambda a second, all together; GetFunction has its own. Null is no limit. */
  controlPerSecond: z.number().positive().nullable().default(15),
  getFunctionPerSecond: z.number().positive().nullable().default(100),
  /** Whether the answer of an invocation comes after its duration, when the clock is real. */
  invokesTakeTime: z.boolean().default(true),
  backupMs: ms.default(5000),
  restoreMs: ms.default(45_000),
  /** Each resource of a stack takes so long to change. */
  resourceMs: ms.default(4000),
});
export type Settings = z.infer<typeof Settings>;
