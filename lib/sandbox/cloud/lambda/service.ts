import { RateLimit } from '#lib/sandbox/cloud/frame/rate-limit';
import {
  type Call,
  type Service,
  type WireAnswer,
  WireError,
  type WireRequest,
} from '#lib/sandbox/cloud/frame/wire';
import * as alias from '#lib/sandbox/cloud/lambda/alias-operations';
import type { Calling } from '#lib/sandbox/cloud/lambda/call-function';
import * as capacity from '#lib/sandbox/cloud/lambda/capacity-operations';
import * as one from '#lib/sandbox/cloud/lambda/function-operations';
import type { Functions } from '#lib/sandbox/cloud/lambda/functions';
import { invoke } from '#lib/sandbox/cloud/lambda/invoke';
import { routeOf } from '#lib/sandbox/cloud/lambda/routes';
import * as version from '#lib/sandbox/cloud/lambda/version-operations';
import type { Objects } from '#lib/sandbox/cloud/s3/objects';

type Operation = (functions: Functions, input: unknown, objects: Objects) => unknown;

/** Each operation with the status of its answer. */
const OPERATIONS: Record<string, [status: number, operation: Operation]> = {
  CreateFunction: [201, (functions, input, objects) => one.createFunction(functions, objects, input)],
  UpdateFunctionCode: [200, (functions, input, objects) => one.updateFunctionCode(functions, objects, input)],
  UpdateFunctionConfiguration: [200, one.updateFunctionConfiguration],
  GetFunction: [200, one.getFunction],
  GetFunctionConfiguration: [200, one.getFunctionConfiguration],
  ListFunctions: [200, one.listFunctions],
  DeleteFunction: [204, one.deleteFunction],
  PublishVersion: [201, version.publishVersion],
  ListVersionsByFunction: [200, version.listVersions],
  CreateAlias: [201, alias.createAlias],
  UpdateAlias: [200, alias.updateAlias],
  GetAlias: [200, alias.getAlias],
  ListAliases: [200, alias.listAliases],
  DeleteAlias: [204, alias.deleteAlias],
  PutFunctionConcurrency: [200, capacity.putConcurrency],
  GetFunctionConcurrency: [200, capacity.getConcurrency],
  DeleteFunctionConcurrency: [204, capacity.deleteConcurrency],
  PutProvisionedConcurrencyConfig: [202, capacity.putProvisioned],
  GetProvisionedConcurrencyConfig: [200, capacity.getProvisioned],
  ListProvisionedConcurrencyConfigs: [200, capacity.listProvisioned],
  DeleteProvisionedConcurrencyConfig: [204, capacity.deleteProvisioned],
  ListTags: [200, capacity.listTags],
  TagResource: [204, capacity.tagResource],
  UntagResource: [204, capacity.untagResource],
};

/** AWS Lambda, REST-JSON. */
export class LambdaService implements Service {
  readonly name = 'lambda';
  readonly denial = 'AccessDeniedException';
  private readonly control = new RateLimit();
  private readonly reads = new RateLimit();

  constructor(
    private readonly calling: Calling,
    private readonly objects: Objects,
  ) {}

  claims({ path }: WireRequest): boolean {
    return /^\/20\d\d-\d\d-\d\d\/(functions|tags)(\/|$)/.test(path);
  }

  identify(request: WireRequest): Call {
    return routeOf(request);
  }

  operate({ operation, input }: Call): WireAnswer {
    if (operation === 'Invoke') return invoke(this.calling, input);
    this.assertRate(operation);
    const found = OPERATIONS[operation];
    if (!found) throw new WireError('UnknownOperationException', `There is no ${operation}.`, 404);
    const [status, operate] = found;
    const answer = operate(this.calling.functions, input, this.objects);
    const body = status === 204 ? '' : JSON.stringify(answer);
    return { status, headers: { 'content-type': 'application/json' }, body };
  }

  refuse({ type, message, status, extra }: WireError): WireAnswer {
    return {
      status,
      headers: {
        'content-type': 'application/json',
        'x-amzn-errortype': type,
        ...(status === 429 ? { 'retry-after': '1' } : {}),
      },
      body: JSON.stringify({ Type: status < 500 ? 'User' : 'Service', message, Message: message, ...extra }),
    };
  }

  throttled(): WireError {
    return new WireError('TooManyRequestsException', 'Rate exceeded', 429, {
      Reason: 'CallerRateLimitExceeded',
    });
  }

  /** GetFunction has a limit of its own; all other calls that are no invocations share one. */
  private assertRate(operation: string): void {
    const { world } = this.calling.functions;
    const { getFunctionPerSecond, controlPerSecond } = world.settings;
    const isTaken =
      operation === 'GetFunction'
        ? this.reads.take(getFunctionPerSecond, world.now())
        : this.control.take(controlPerSecond, world.now());
    if (!isTaken) throw this.throttled();
  }
}
