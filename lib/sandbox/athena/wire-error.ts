/** An exception of the protocol: its name goes over the wire as `__type`. */
export class WireError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly extra: Record<string, unknown> = {},
    readonly status = 400,
  ) {
    super(message);
  }
}

/** What Athena says of nearly everything that is wrong with a request. */
export function invalidRequest(message: string, code = 'INVALID_INPUT'): WireError {
  return new WireError('InvalidRequestException', message, { AthenaErrorCode: code });
}
