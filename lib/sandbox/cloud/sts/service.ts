import {
  type Call,
  type Service,
  type WireAnswer,
  WireError,
  type WireRequest,
} from '#lib/sandbox/cloud/frame/wire';
import { ACCOUNT } from '#lib/sandbox/cloud/frame/world';
import { xml } from '#lib/sandbox/cloud/frame/xml';
import type { Principals } from '#lib/sandbox/cloud/sts/principals';

const HOUR = 3_600_000;

/** AWS STS, Query/XML: roles are taken on, so that the call log can tell who did what. */
export class StsService implements Service {
  readonly name = 'sts';
  readonly denial = 'AccessDenied';

  constructor(private readonly principals: Principals) {}

  claims({ signedFor, method }: WireRequest): boolean {
    return signedFor === 'sts' && method === 'POST';
  }

  identify({ body }: WireRequest): Call {
    const { Action = '', ...input } = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    return { operation: Action, input };
  }

  operate({ operation, input }: Call, { accessKey }: WireRequest): WireAnswer {
    if (operation === 'AssumeRole') return answer(operation, this.assumeRole(input));
    if (operation !== 'GetCallerIdentity') throw new WireError('InvalidAction', `There is no ${operation}.`);
    const Arn = this.principals.nameOf(accessKey);
    return answer(operation, { Arn, UserId: accessKey, Account: ACCOUNT });
  }

  refuse({ type, message, status }: WireError): WireAnswer {
    const Type = status < 500 ? 'Sender' : 'Receiver';
    const body = xml('ErrorResponse', { Error: { Type, Code: type, Message: message } });
    return { status, headers: { 'content-type': 'text/xml' }, body };
  }

  throttled(): WireError {
    return new WireError('Throttling', 'Rate exceeded');
  }

  private assumeRole({ RoleArn, RoleSessionName }: Record<string, unknown>) {
    const role = String(RoleArn);
    if (!/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(role)) {
      throw new WireError('ValidationError', `${role} is invalid`);
    }
    const AccessKeyId = this.principals.assume(role);
    return {
      Credentials: {
        AccessKeyId,
        SecretAccessKey: `secret-of-${AccessKeyId}`,
        SessionToken: `token-of-${AccessKeyId}`,
        Expiration: new Date(Math.max(Date.now(), this.principals.now) + HOUR).toISOString(),
      },
      AssumedRoleUser: {
        Arn: `${role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${String(RoleSessionName)}`,
        AssumedRoleId: `${AccessKeyId}:${String(RoleSessionName)}`,
      },
    };
  }
}

function answer(operation: string, result: Parameters<typeof xml>[1]): WireAnswer {
  const body = xml(`${operation}Response`, { [`${operation}Result`]: result });
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}
