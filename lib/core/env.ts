import { z } from 'zod';

const optional = z.string().min(1).optional();
const role = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/,
    'must be the ARN of a role, like arn:aws:iam::123456789012:role/flightdeck-reader',
  )
  .optional();

/** Several topics of SNS with commas between them. */
const TopicArns = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
  .refine((arns) => arns.every((arn) => /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]+$/.test(arn)), {
    error: 'must be topics like arn:aws:sns:us-east-1:123456789012:alarms, with commas between them',
  });

/** Several addresses with commas between them, each without a path. */
const Origins = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
  .refine((origins) => origins.every((origin) => URL.parse(origin)?.origin === origin), {
    error: 'must be origins like https://api.internal:8443, with commas between them',
  });

const Variables = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** The folder for everything the product writes. */
  FLIGHTDECK_DATA: z.string().min(1).default('.data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional(),
  NEXTAUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  NEXTAUTH_URL: z
    .url('must be the address that browsers use, like https://flightdeck.example.com')
    .optional(),
  /** How many reverse proxies of ours stand in front and append to X-Forwarded-For. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  AUTH_OIDC_ISSUER: z.url('must be an address like https://login.example.com').optional(),
  AUTH_OIDC_CLIENT_ID: optional,
  AUTH_OIDC_CLIENT_SECRET: optional,
  WAREHOUSE_MEMORY: z
    .string()
    .regex(/^\d+(\.\d+)?(MB|GB)$/, 'must be a size like 512MB or 2GB')
    .default('2GB'),
  /** Which engine reads the events; unset means the embedded one. */
  WAREHOUSE: z.enum(['duckdb', 'athena']).optional(),
  ATHENA_WORKGROUP: z.string().min(1).default('primary'),
  ATHENA_CATALOG: z.string().min(1).default('AwsDataCatalog'),
  ATHENA_DATABASE: optional,
  ATHENA_OUTPUT: z
    .string()
    .regex(/^s3:\/\/[^/]+/, 'must look like s3://bucket/prefix/')
    .optional(),
  /** How old an answer may be: files on S3 change without a word. */
  ATHENA_FRESHNESS_SECONDS: z.coerce.number().int().min(1).max(86_400).default(300),
  AWS_REGION: optional,
  /** Roles that are taken on for one purpose each; without one, the process's own credentials serve it. */
  AWS_ROLE_READ: role,
  AWS_ROLE_MOVE: role,
  AWS_ROLE_DEPLOY: role,
  AWS_ROLE_PRUNE: role,
  AWS_ROLE_RESTORE: role,
  /** Whose functions are shown and moved: those of AWS, or those of a sandbox that behaves like it. */
  CLOUD: z.enum(['sandbox', 'aws']).default('sandbox'),
  /** Where the sandbox listens; the start sets it. */
  SANDBOX_URL: z.url('must be an address').optional(),
  /** Whose health may be asked although they stand in the inner network. */
  HEALTH_ORIGINS: Origins,
  /** Where critical items of tables are exported to. */
  TABLE_EXPORT_S3: z
    .string()
    .regex(/^s3:\/\/[^/]+/, 'must look like s3://bucket/prefix')
    .optional(),
  /** Where packages are kept; without it in the sandbox's own bucket, or with AWS in the folder. */
  ARTEFACTS_S3: z
    .string()
    .regex(/^s3:\/\/[^/]+/, 'must look like s3://bucket/prefix')
    .optional(),
  /** Slack's incoming webhook, by which people are told of incidents. */
  SLACK_WEBHOOK_URL: z.url('must be the address of an incoming webhook').optional(),
  /** How people call the channel that the webhook posts to. */
  SLACK_CHANNEL: z.string().min(1).max(80).default('#eng-alerts'),
  /** The topics on which alarms are told; messages of others are refused. */
  ALARM_TOPIC_ARNS: TopicArns,
  AUDIT_ANCHOR_S3: z
    .string()
    .regex(/^s3:\/\/[^/]+\/.+$/, 'must look like s3://bucket/prefix')
    .optional(),
  AUDIT_ANCHOR_WEBHOOK: z.url('must be an address').optional(),
  /** Whether the daily clean-up of old versions only plans, or deletes as well. */
  RETENTION: z.enum(['plan', 'execute']).default('plan'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  FLIGHTDECK_DEMO: z.enum(['on', 'off']).default('on'),
});

export type Env = z.infer<typeof Variables>;

/**
 * Reads and checks the configuration. Unset variables mean the embedded defaults; empty ones count as unset.
 *
 * @throws Error with one line per fault, each naming the variable and what would be right.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Variables.safeParse(set);
  const faults = parsed.success
    ? missingPartners(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  if (!parsed.success || faults.length > 0) {
    throw new Error(`The configuration cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
  return parsed.data;
}

function missingPartners(env: Env): string[] {
  const faults: string[] = [];
  if (env.DATABASE_URL) {
    if (!env.NEXTAUTH_SECRET)
      faults.push('NEXTAUTH_SECRET is missing: DATABASE_URL makes this a production.');
    if (!env.NEXTAUTH_URL) faults.push('NEXTAUTH_URL is missing: DATABASE_URL makes this a production.');
  }
  const oidc = ['AUTH_OIDC_ISSUER', 'AUTH_OIDC_CLIENT_ID', 'AUTH_OIDC_CLIENT_SECRET'] as const;
  const unset = oidc.filter((name) => !env[name]);
  if (unset.length > 0 && unset.length < oidc.length) {
    for (const name of unset)
      faults.push(`${name} is missing: sign-in by OIDC needs all of ${oidc.join(', ')}.`);
  }
  if (env.CLOUD === 'aws' && !env.AWS_REGION) faults.push('AWS_REGION is missing: CLOUD=aws needs it.');
  return [...faults, ...missingForAthena(env)];
}

/** What the Athena warehouse cannot do without; AWS itself has defaults for the others. */
const FOR_ATHENA = ['ATHENA_DATABASE', 'ATHENA_OUTPUT', 'AWS_REGION'] as const;

function missingForAthena(env: Env): string[] {
  if (env.WAREHOUSE === 'athena') {
    return FOR_ATHENA.filter((name) => !env[name]).map(
      (name) => `${name} is missing: WAREHOUSE=athena needs all of ${FOR_ATHENA.join(', ')}.`,
    );
  }
  const isMeant = env.WAREHOUSE === undefined && (env.ATHENA_DATABASE || env.ATHENA_OUTPUT);
  return isMeant
    ? ['WAREHOUSE is missing: with ATHENA_DATABASE or ATHENA_OUTPUT say WAREHOUSE=athena (or duckdb).']
    : [];
}
