import { z } from 'zod';

const ExecutionId = z.string().min(1).max(128);

/** What each operation takes. Fields that the sandbox has no use for are let through, as the real one would. */
export const StartRequest = z.object({
  QueryString: z
    .string()
    .min(1)
    .refine((text) => Buffer.byteLength(text) <= 262_144, 'has more than 262144 bytes'),
  ClientRequestToken: z.string().min(32).max(128).optional(),
  QueryExecutionContext: z
    .object({ Database: z.string().optional(), Catalog: z.string().optional() })
    .optional(),
  ResultConfiguration: z.object({ OutputLocation: z.string().optional() }).optional(),
  WorkGroup: z.string().default('primary'),
  ExecutionParameters: z.array(z.string().min(1).max(1024)).min(1).optional(),
});
export type StartRequest = z.infer<typeof StartRequest>;

export const OneExecution = z.object({ QueryExecutionId: ExecutionId });

export const ManyExecutions = z.object({ QueryExecutionIds: z.array(ExecutionId).min(1).max(50) });

export const ResultsRequest = z.object({
  QueryExecutionId: ExecutionId,
  NextToken: z.string().max(1024).optional(),
  MaxResults: z.int().min(1).max(1000).default(1000),
});
export type ResultsRequest = z.infer<typeof ResultsRequest>;
