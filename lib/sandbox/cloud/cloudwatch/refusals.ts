import { WireError } from '#lib/sandbox/cloud/frame/wire';

/** Names of CloudWatch's exceptions, each with the code that it had in the Query protocol. */
export const QUERY_CODES: Record<string, string> = {
  InvalidParameterValueException: 'InvalidParameterValue',
  InvalidParameterCombinationException: 'InvalidParameterCombination',
  MissingRequiredParameterException: 'MissingParameter',
  ResourceNotFound: 'ResourceNotFound',
  ThrottlingException: 'Throttling',
  ValidationException: 'ValidationError',
  InvalidNextToken: 'InvalidNextToken',
  InternalServiceFault: 'InternalServiceError',
};

export const invalidCombination = (message: string) =>
  new WireError('InvalidParameterCombinationException', message);

export const validation = (message: string) => new WireError('ValidationException', message);
