import type { StackDetails } from '#lib/stacks/answers';

/** The calls that cannot be made now, each with the reason; folded, because what can be done comes first. */
export function RefusedCalls({ refused }: Pick<StackDetails, 'refused'>) {
  return (
    <details className="text-12 text-ink-2">
      <summary className="min-h-6 cursor-pointer">What cannot be done: {refused.length}</summary>
      <ul className="mt-1 flex flex-col gap-1">
        {refused.map(({ action, why }) => (
          <li key={action}>{why}</li>
        ))}
      </ul>
    </details>
  );
}
