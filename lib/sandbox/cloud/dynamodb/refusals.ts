import { WireError } from '#lib/sandbox/cloud/frame/wire';

export const invalid = (message: string) => new WireError('ValidationException', message);

export const noTable = (name: string) =>
  new WireError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);

export const inUse = (message: string) => new WireError('ResourceInUseException', message);
