/** What a change works on, as the key that keeps others away. */
export function targetOf({ function: name, alias }: { function: string; alias: string }): string {
  return `function:${name}:${alias}`;
}
