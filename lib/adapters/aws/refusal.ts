import { judgeCall } from '#lib/adapters/aws/persistence';
import { AppError, type ErrorCode } from '#lib/core/errors';

const CREDENTIALS =
  /^(CredentialsProviderError|UnrecognizedClientException|InvalidSignatureException|ExpiredToken(Exception)?|InvalidClientTokenId|MissingAuthenticationToken(Exception)?)$/;
const MISSING = /^(ResourceNotFound(Exception)?|NoSuchKey|TableNotFoundException|BackupNotFoundException)$/;
const RETRY_AFTER_SECONDS = 10;

/**
 * What a person is told when AWS did not do `deed` ("list the functions"); anything that is no answer of AWS is a
 * defect and comes back as it is.
 */
export function awsRefusal(error: unknown, service: string, deed: string): unknown {
  if (!isOfTheSdk(error)) return error;
  const failure = judgeCall(error);
  if (failure === 'throttled') {
    const extras = { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error };
    return new AppError(
      'unavailable',
      `${service} is asked too often just now; try again in a moment.`,
      extras,
    );
  }
  const [code, detail] =
    failure === 'final'
      ? refused(error, service, deed)
      : (['unavailable', `${service} does not answer; try again in a moment.`] as const);
  return new AppError(code, detail, { cause: error });
}

function refused(error: Error, service: string, deed: string): readonly [ErrorCode, string] {
  if (CREDENTIALS.test(error.name)) {
    return [
      'upstream',
      `${service} does not know Flightdeck's AWS credentials: give its process a role, or AWS_PROFILE, or valid keys.`,
    ];
  }
  if (/AccessDenied/.test(error.name))
    return ['upstream', `AWS does not let Flightdeck ${deed}: extend its role.`];
  if (MISSING.test(error.name)) return ['not_found', `AWS has nothing by that name to ${deed}.`];
  if (/PreconditionFailed/.test(error.name)) return ['precondition', 'Somebody else changed it in between.'];
  if (/TokenAlreadyExists/.test(error.name))
    return ['precondition', 'The same operation was asked for before.'];
  // CloudFormation has one name for all that it refuses, and says what it means in words.
  if (error.name === 'ValidationError') {
    return [
      / does not exist$/.test(error.message) ? 'not_found' : 'upstream',
      `${service}: ${error.message}`,
    ];
  }
  return ['upstream', `${service} refused to ${deed} (${error.name}).`];
}

function isOfTheSdk(error: unknown): error is Error {
  return (
    error instanceof Error && ('$metadata' in error || 'tryNextLink' in error || judgeCall(error) !== 'final')
  );
}
