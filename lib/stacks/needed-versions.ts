import type { SeenStack } from '#lib/core/live';
import { wayBack } from '#lib/stacks/way-back';

/**
 * The versions of a function that a stack may yet need, each with why: that at which its template puts an alias,
 * because an update that fails goes back there; and all of them while the stack is neither whole nor past help, because
 * AWS does not tell where it would go back to.
 */
export function neededVersions(
  stacks: readonly SeenStack[],
  functionName: string,
  versions: readonly number[],
): Map<number, string> {
  const reasons = stacks.flatMap((stack) => {
    const owned = stack.aliases.filter((alias) => alias.functionName === functionName);
    if (owned.length === 0) return [];
    const { phase } = wayBack(stack, null);
    const isSettled = phase === 'whole' || phase === 'empty';
    const may = `Stack ${stack.name} is ${stack.status} and may yet go back to it.`;
    return [
      ...(isSettled ? [] : versions.map((version): [number, string] => [version, may])),
      ...owned.flatMap(({ alias, version }): [number, string][] =>
        version === null ? [] : [[version, `Stack ${stack.name} puts ${alias} at it.`]],
      ),
    ];
  });
  const needed = new Map<number, string>();
  for (const [version, reason] of reasons) {
    if (versions.includes(version))
      needed.set(version, [needed.get(version), reason].filter(Boolean).join(' '));
  }
  return needed;
}
