import type { AthenaSettings } from '#lib/adapters/athena/api';
import { FailedExecution, type FailureCategory } from '#lib/adapters/athena/failed-execution';
import { judgeCall } from '#lib/adapters/aws/persistence';
import { AppError, type ErrorCode } from '#lib/core/errors';

interface Circumstances {
  label: string;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  hasTimedOut: boolean;
  settings: AthenaSettings;
}

type Refusal = [ErrorCode, string];

const CREDENTIALS =
  /^(CredentialsProviderError|UnrecognizedClientException|InvalidSignatureException|ExpiredToken(Exception)?|InvalidClientTokenId|MissingAuthenticationToken(Exception)?)$/;
const RETRY_AFTER_SECONDS = 30;

/** What the asker is told when Athena gave no answer, and what would help; anything else is a defect. */
export function refusalOf(error: unknown, asked: Circumstances): unknown {
  if (asked.signal?.aborted) return asked.signal.reason;
  if (asked.hasTimedOut) {
    const seconds = Math.round(asked.timeoutMs / 100) / 10;
    return new AppError(
      'timeout',
      `The question took longer than ${seconds} s and was stopped; narrow the period or the filters.`,
    );
  }
  if (error instanceof FailedExecution) {
    const [code, detail] = FAILED[error.category](asked);
    return new AppError(code, detail, { cause: error });
  }
  if (error instanceof AppError || !isOfTheSdk(error)) return error;
  return refusedCall(error, asked);
}

const FAILED: Record<FailureCategory, (asked: Circumstances) => Refusal> = {
  permission: ({ settings }) => [
    'upstream',
    `Athena refused Flightdeck's role: let it use the workgroup ${settings.workgroup}, read the table events of ${settings.database} and its files, and write results.`,
  ],
  table: ({ settings }) => [
    'upstream',
    `Athena finds no table events in ${settings.catalog}.${settings.database}: create it over the event files, or correct ATHENA_CATALOG and ATHENA_DATABASE.`,
  ],
  syntax: ({ label }) => [
    'upstream',
    `Athena does not accept the text of the question ${label}. That is a fault of Flightdeck, or the table events has other columns: report it with the request's id.`,
  ],
  exhausted: () => [
    'unprocessable',
    'The question needs more than Athena gives one query; narrow the period or the filters.',
  ],
  limit: ({ settings }) => [
    'unprocessable',
    `The question reads more than the workgroup ${settings.workgroup} allows; narrow the period, or have its limit raised.`,
  ],
  timeout: () => [
    'timeout',
    'Athena stopped the question at its own time limit; narrow the period or the filters.',
  ],
  output: () => [
    'upstream',
    'Athena could not write the result: correct ATHENA_OUTPUT, or let the role write there.',
  ],
  cancelled: () => ['unavailable', 'The question was stopped in Athena by somebody else; ask again.'],
  system: () => [
    'unavailable',
    'Athena failed at the question through no fault of it; try again in a moment.',
  ],
  other: ({ label }) => [
    'upstream',
    `Athena could not work out ${label}; its history shows why, under a text that begins with this name.`,
  ],
};

function isOfTheSdk(error: unknown): error is Error {
  return (
    error instanceof Error && ('$metadata' in error || 'tryNextLink' in error || judgeCall(error) !== 'final')
  );
}

function refusedCall(error: Error, asked: Circumstances): AppError {
  const failure = judgeCall(error);
  if (failure === 'throttled') {
    return new AppError(
      'unavailable',
      'Athena has more questions than it takes at once; try again in half a minute.',
      {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
        cause: error,
      },
    );
  }
  const [code, detail] = failure === 'final' ? refusedFor(error, asked) : UNREACHABLE;
  return new AppError(code, detail, { cause: error });
}

const UNREACHABLE: Refusal = ['unavailable', 'Athena does not answer; try again in a moment.'];

function refusedFor(error: Error, asked: Circumstances): Refusal {
  if (CREDENTIALS.test(error.name)) {
    return [
      'upstream',
      "Athena does not know Flightdeck's AWS credentials: give its process a role, or AWS_PROFILE, or valid keys.",
    ];
  }
  if (/AccessDenied/.test(error.name)) return FAILED.permission(asked);
  if (/output location/i.test(error.message)) return FAILED.output(asked);
  if (/line \d+:\d+|SYNTAX/.test(error.message)) return FAILED.syntax(asked);
  return [
    'upstream',
    'Athena does not accept the request: check ATHENA_WORKGROUP, ATHENA_CATALOG, ATHENA_DATABASE and ATHENA_OUTPUT.',
  ];
}
