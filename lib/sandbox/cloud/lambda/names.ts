import { WireError } from '#lib/sandbox/cloud/frame/wire';
import { ACCOUNT, REGION } from '#lib/sandbox/cloud/frame/world';

const PREFIX = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:`;

/** The name of a function or of one of its versions and aliases, as AWS spells it. */
export function arnOf(functionName: string, qualifier?: string): string {
  return `${PREFIX}${functionName}${qualifier === undefined ? '' : `:${qualifier}`}`;
}

/**
 * A function may be named by its name, by `account:function:name` and by its ARN, each with a qualifier.
 *
 * @throws WireError when it is none of them, or names two qualifiers that differ
 */
export function parseName(text: string, qualifier?: string): { name: string; qualifier?: string } {
  const match =
    /^(?:arn:aws:lambda:[a-z0-9-]+:\d{12}:function:|\d{12}:function:)?([\w-]{1,64})(?::([\w$-]+))?$/.exec(
      text,
    );
  if (!match?.[1]) {
    throw new WireError(
      'ValidationException',
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern.`,
    );
  }
  if (match[2] !== undefined && qualifier !== undefined && match[2] !== qualifier) {
    throw new WireError(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  const found = qualifier ?? match[2];
  return found === undefined ? { name: match[1] } : { name: match[1], qualifier: found };
}
