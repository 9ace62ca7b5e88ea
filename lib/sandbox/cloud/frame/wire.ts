/** A request as it came, whatever service it is for. */
export interface WireRequest {
  method: string;
  /** Decoded only by the service: names in it may hold escaped slashes. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Buffer;
  /** The access key that signed it. */
  accessKey: string;
  /** The service that it was signed for. */
  signedFor: string;
}

export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
  /** How long the caller waits for it: an invocation takes as long as its function. */
  afterMs?: number;
}

/** An operation with its input, as the call log shows them. */
export interface Call {
  operation: string;
  input: Record<string, unknown>;
}

/** One service of the cloud behind the common frame of faults, limits and call log. */
export interface Service {
  name: string;
  claims(request: WireRequest): boolean;
  /** @throws WireError when there is no such operation, or its input is no input at all */
  identify(request: WireRequest): Call;
  /** @throws WireError when the service refuses */
  operate(call: Call, request: WireRequest): WireAnswer;
  refuse(error: WireError): WireAnswer;
  /** How it says that there were too many calls. */
  throttled(): WireError;
  /** The name of its refusal of one who may not. */
  readonly denial: string;
}

/** A refusal in the terms of the service: its name, its sentence, its status. */
export class WireError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
    readonly extra: Record<string, string> = {},
  ) {
    super(message);
  }
}
