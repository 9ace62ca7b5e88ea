import { z } from 'zod';
import { SCENARIO_IDS } from '#lib/automation/matrix';
import { FunctionName } from '#lib/functions/schema';

const names = <S extends z.ZodType<string>>(schema: S) => z.array(schema).max(20).default([]);
const TableName = z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/, 'must be the name of a table');
const Summary = z.string().trim().min(1, 'must say what was found').max(1000);
const Href = z
  .url({ protocol: /^https$/, error: 'must be an address that begins with https://' })
  .max(1000)
  .optional();

export const REPORT_KINDS = ['build_failed', 'query_failures', 'vulnerability'] as const;

const REPORTED = {
  summary: Summary,
  functions: names(FunctionName),
  tables: names(TableName),
  href: Href,
};

/** What a person or a program reports that no metric tells. */
export const TriggerReportCreation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('vulnerability'),
    /** The same vulnerability is reported once. */
    key: z.string().regex(/^CVE-\d{4}-\d{4,}$/, 'must be the number of a CVE, like CVE-2026-12345'),
    ...REPORTED,
  }),
  z.strictObject({
    kind: z.literal('query_failures'),
    key: z.string().trim().min(1, 'must name what fails').max(200),
    ...REPORTED,
  }),
]);

/** The end of a build, as a pipeline reports it. */
export const BuildReport = z.strictObject({
  /** What was built, such as `frontend` or a repository with its branch: a build that passes takes back one that failed. */
  build: z.string().trim().min(1, 'must name what was built').max(200),
  status: z.enum(['failed', 'passed']),
  commit: z
    .string()
    .regex(/^[0-9a-f]{7,40}$/, 'must be the hash of a commit')
    .optional(),
  /** What the build did not agree with. */
  summary: Summary.optional(),
  /** The functions of the backend that it was built against. */
  functions: REPORTED.functions,
  href: Href,
});

export const ReportParams = z.strictObject({ id: z.uuid('must be the id of a report') });
export const ReportClosing = z.strictObject({ reason: z.string().trim().min(1, 'must say why').max(1000) });
export const ScenarioParams = z.strictObject({ scenario: z.enum(SCENARIO_IDS) });

export type TriggerReportCreation = z.output<typeof TriggerReportCreation>;
export type BuildReport = z.output<typeof BuildReport>;
export type ReportKind = (typeof REPORT_KINDS)[number];
