import { OPERATIONS, type Watching } from '#lib/sandbox/cloud/cloudwatch/operations';
import { QUERY_CODES } from '#lib/sandbox/cloud/cloudwatch/refusals';
import { isJsonCall, jsonAnswer, jsonCallOf, jsonRefusal } from '#lib/sandbox/cloud/frame/json-service';
import {
  type Call,
  type Service,
  type WireAnswer,
  WireError,
  type WireRequest,
} from '#lib/sandbox/cloud/frame/wire';

/** Amazon CloudWatch, JSON 1.0, with the error codes of its Query protocol beside. */
export class CloudWatchService implements Service {
  readonly name = 'cloudwatch';
  readonly denial = 'AccessDenied';

  constructor(private readonly watching: Watching) {}

  claims(request: WireRequest): boolean {
    return isJsonCall(request, 'GraniteServiceVersion20100801');
  }

  identify(request: WireRequest): Call {
    return jsonCallOf(request);
  }

  operate({ operation, input }: Call): WireAnswer {
    const operate = OPERATIONS[operation];
    if (!operate) throw new WireError('UnknownOperationException', `There is no ${operation}.`, 404);
    return jsonAnswer(operate(this.watching, input));
  }

  refuse(error: WireError): WireAnswer {
    return jsonRefusal('com.amazonaws.cloudwatch', error, QUERY_CODES[error.type] ?? error.type);
  }

  throttled(): WireError {
    return new WireError('ThrottlingException', 'Rate exceeded');
  }
}
