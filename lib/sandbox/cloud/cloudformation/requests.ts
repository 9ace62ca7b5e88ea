import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const token = z
  .string()
  .max(128)
  .regex(/^[a-zA-Z0-9][-a-zA-Z0-9]*$/)
  .optional();
/** An empty list comes as an empty text. */
const list = <S extends z.ZodType>(item: S) =>
  z.preprocess((value) => (value === '' ? [] : value), z.array(item));

/** A resource, with what the sandbox is to do with it: a change that fails, or one that can't be taken back. */
const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.object({ Sandbox: z.array(z.enum(['fails', 'fails-back'])).default([]) }).optional(),
});
export type Resource = z.infer<typeof Resource>;

export const Template = z.object({
  Description: z.string().optional(),
  Parameters: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string().regex(/^[a-zA-Z0-9]+$/), Resource),
});
export type Template = z.infer<typeof Template>;

const RollbackConfiguration = z.object({
  RollbackTriggers: list(z.object({ Arn: z.string(), Type: z.string() })).optional(),
  MonitoringTimeInMinutes: z.coerce.number().int().min(0).max(180).optional(),
});

const Change = z.object({
  StackName: z.string().min(1),
  TemplateBody: z.string().optional(),
  UsePreviousTemplate: flag.optional(),
  Parameters: list(
    z.object({
      ParameterKey: z.string(),
      ParameterValue: z.string().optional(),
      UsePreviousValue: flag.optional(),
    }),
  ).default([]),
  DisableRollback: flag.default(false),
  RollbackConfiguration: RollbackConfiguration.optional(),
  ClientRequestToken: token,
});
export type ChangeRequest = z.infer<typeof Change>;

export const UpdateStack = Change;

export const CreateStack = Change.extend({
  StackName: z.string().regex(/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/),
  Tags: list(z.object({ Key: z.string(), Value: z.string() })).default([]),
});

export const OneStack = z.object({ StackName: z.string().min(1), ClientRequestToken: token });

export const ContinueUpdateRollback = OneStack.extend({ ResourcesToSkip: list(z.string()).default([]) });

export const DescribeStacks = z.object({
  StackName: z.string().optional(),
  NextToken: z.string().optional(),
});

export const StackPage = z.object({ StackName: z.string().min(1), NextToken: z.string().optional() });
