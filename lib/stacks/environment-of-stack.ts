import { environmentOf } from '#lib/core/environment-of';
import type { Stack } from '#lib/core/stacks';

/** The environment that a stack's tag `environment` says, else its name. */
export function environmentOfStack({ name, tags }: Pick<Stack, 'name' | 'tags'>): string {
  return tags.environment || environmentOf(name);
}
