import type { STSClientConfig } from '@aws-sdk/client-sts';
import { Reading } from '#lib/adapters/aws/reading';
import { REAL_WAITING } from '#lib/adapters/aws/waiting';
import { AppError, isAppError } from '#lib/core/errors';

const ASKED_A_SECOND = 5;
// The longest that AWS grants to one who is in a role already, as servers of AWS are.
const SESSION_SECONDS = 3600;

/** A role with the name under which AWS's own records show what was done in it. */
export interface AwsRole {
  arn: string;
  sessionName: string;
}

interface SessionCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
}

/**
 * Credentials of a role, as SDK clients take them: they ask for them before their first call, and again five minutes
 * before a session ends. What hinders it is told as the refusal of the call that needed them, which was then not made.
 *
 * @param own how the credentials that may take on the role reach AWS.
 */
export function takenRole(
  { arn, sessionName }: AwsRole,
  own: STSClientConfig,
): () => Promise<SessionCredentials> {
  const reading = new Reading('AWS STS', ASKED_A_SECOND, REAL_WAITING);
  return async () => {
    const sdk = await import('@aws-sdk/client-sts');
    const client = new sdk.STSClient(own);
    const command = new sdk.AssumeRoleCommand({
      RoleArn: arn,
      RoleSessionName: sessionName,
      DurationSeconds: SESSION_SECONDS,
    });
    try {
      const { Credentials: given } = await reading.once(`take on the role ${arn}`, undefined, (abortSignal) =>
        client.send(command, { abortSignal }),
      );
      return {
        accessKeyId: given?.AccessKeyId ?? '',
        secretAccessKey: given?.SecretAccessKey ?? '',
        sessionToken: given?.SessionToken ?? '',
        expiration: given?.Expiration ?? new Date(0),
      };
    } catch (error) {
      throw isRefused(error) ? notTrusted(arn, error) : error;
    } finally {
      client.destroy();
    }
  };
}

function isRefused(error: unknown): boolean {
  return isAppError(error) && error.cause instanceof Error && /AccessDenied/.test(error.cause.name);
}

function notTrusted(arn: string, cause: unknown): AppError {
  return new AppError(
    'upstream',
    `AWS does not let Flightdeck take on the role ${arn}: its trust policy must name Flightdeck's own credentials.`,
    { cause },
  );
}
