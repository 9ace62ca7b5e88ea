import { z } from 'zod';

const functionName = z.string().min(1).max(170);
const revisionId = z.string().optional();
const qualifier = z.string().min(1).max(128).optional();
const marker = z.string().optional();
const maxItems = z.coerce.number().int().min(1).max(10_000).optional();

const Code = z.object({
  ZipFile: z.string().optional(),
  S3Bucket: z.string().optional(),
  S3Key: z.string().optional(),
});
export type Code = z.infer<typeof Code>;

const Configuration = z.object({
  Description: z.string().max(256).optional(),
  Role: z.string().optional(),
  Runtime: z.string().optional(),
  Handler: z.string().max(128).optional(),
  Timeout: z.int().min(1).max(900).optional(),
  MemorySize: z.int().min(128).max(10_240).optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()).optional() }).optional(),
  Layers: z.array(z.string()).max(5).optional(),
  DeadLetterConfig: z.object({ TargetArn: z.string().optional() }).optional(),
});
export type ConfigurationInput = z.infer<typeof Configuration>;

export const CreateFunction = Configuration.extend({
  FunctionName: functionName,
  Role: z.string().min(1),
  Code,
  Publish: z.boolean().default(false),
  Tags: z.record(z.string(), z.string()).default({}),
  Architectures: z.array(z.enum(['x86_64', 'arm64'])).optional(),
});

export const UpdateConfiguration = Configuration.extend({
  FunctionName: functionName,
  RevisionId: revisionId,
});

export const UpdateCode = Code.extend({
  FunctionName: functionName,
  RevisionId: revisionId,
  Publish: z.boolean().default(false),
  DryRun: z.boolean().default(false),
});

export const OneFunction = z.object({ FunctionName: functionName, Qualifier: qualifier });

export const ListFunctions = z.object({
  Marker: marker,
  MaxItems: maxItems,
  FunctionVersion: z.enum(['ALL']).optional(),
});

export const ListOfFunction = z.object({
  FunctionName: functionName,
  FunctionVersion: z.string().optional(),
  Marker: marker,
  MaxItems: maxItems,
});

export const PublishVersion = z.object({
  FunctionName: functionName,
  CodeSha256: z.string().optional(),
  Description: z.string().max(256).optional(),
  RevisionId: revisionId,
});

const aliasName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^(?!\d+$)[\w-]+$/, 'Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)');

const RoutingConfig = z.object({
  AdditionalVersionWeights: z
    .record(
      z.string().regex(/^\d+$/, 'Member must satisfy regular expression pattern: [0-9]+'),
      z.number().min(0).max(1),
    )
    .optional(),
});

const alias = {
  FunctionName: functionName,
  Description: z.string().max(256).optional(),
  RoutingConfig: RoutingConfig.optional(),
};

export const CreateAlias = z.object({
  ...alias,
  Name: aliasName,
  FunctionVersion: z.string().regex(/^(\$LATEST|\d+)$/),
});

export const UpdateAlias = z.object({
  ...alias,
  Name: z.string().min(1).max(128),
  FunctionVersion: z
    .string()
    .regex(/^(\$LATEST|\d+)$/)
    .optional(),
  RevisionId: revisionId,
});

export const OneAlias = z.object({ FunctionName: functionName, Name: z.string().min(1).max(128) });

export const Invoke = z.object({
  FunctionName: functionName,
  Qualifier: qualifier,
  InvocationType: z.enum(['RequestResponse', 'Event', 'DryRun']).default('RequestResponse'),
  LogType: z.enum(['None', 'Tail']).default('None'),
  Payload: z.string(),
});

export const PutConcurrency = z.object({
  FunctionName: functionName,
  ReservedConcurrentExecutions: z.int().min(0),
});

export const OneProvisioned = z.object({ FunctionName: functionName, Qualifier: z.string().min(1) });

export const PutProvisioned = OneProvisioned.extend({ ProvisionedConcurrentExecutions: z.int().min(1) });

export const TagsOf = z.object({ Resource: z.string().min(1) });

export const TagResource = TagsOf.extend({ Tags: z.record(z.string(), z.string()) });

export const UntagResource = TagsOf.extend({ TagKeys: z.array(z.string()).min(1) });
