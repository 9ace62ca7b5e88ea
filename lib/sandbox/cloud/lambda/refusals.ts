import { WireError } from '#lib/sandbox/cloud/frame/wire';

export const notFound = (arn: string) =>
  new WireError('ResourceNotFoundException', `Function not found: ${arn}`, 404);

export const noAlias = (arn: string) =>
  new WireError('ResourceNotFoundException', `Cannot find alias arn: ${arn}`, 404);

export const conflict = (message: string) => new WireError('ResourceConflictException', message, 409);

export const invalid = (message: string) => new WireError('InvalidParameterValueException', message);

/** What was to be changed is not what the caller saw. */
export const stale = () =>
  new WireError(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    412,
  );
