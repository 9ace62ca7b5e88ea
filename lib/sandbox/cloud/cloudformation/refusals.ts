import { WireError } from '#lib/sandbox/cloud/frame/wire';

export const invalid = (message: string) => new WireError('ValidationError', message);

export const tokenExists = (token: string) =>
  new WireError('TokenAlreadyExistsException', `A request with the token ${token} was made before.`);
