import { ArrowRight } from 'lucide-react';
import type { PlannedMove } from '#lib/changes/plan';
import { formatPercent } from '#lib/core/format';

/** Moves of aliases in the words that will be carried out: from, to, why this target, and what was passed over. */
export function MovesPlan({ plan }: { plan: readonly PlannedMove[] }) {
  return (
    <>
      <ol className="flex flex-col gap-3">
        {plan.map((move) => (
          <li
            key={`${move.function}:${move.alias}`}
            className="rounded-box border border-line bg-surface p-4"
          >
            <h3 className="break-all font-medium font-mono text-14">{move.function}</h3>
            <p className="mt-2 flex flex-wrap items-center gap-2 font-mono text-20">
              <span>
                <span className="sr-only">from version </span>
                {move.fromVersion}
              </span>
              <ArrowRight aria-hidden size={18} className="text-ink-3" />
              <span className="font-semibold">
                <span className="sr-only">to version </span>
                {move.toVersion}
              </span>
              <span className="font-sans text-12 text-ink-3">alias {move.alias}</span>
            </p>
            <p className="mt-1 text-14 text-ink-2">
              {move.why} {weightWords(move.fromWeights)}
            </p>
            <p className="mt-1 text-12 text-ink-3">
              Code <span className="break-all font-mono">{move.toCodeSha256}</span>
            </p>
            {move.rejected.length > 0 ? (
              <details className="mt-2 text-12 text-ink-2">
                <summary className="min-h-6 cursor-pointer">Passed over: {move.rejected.length}</summary>
                <ul className="mt-1 flex flex-col gap-1">
                  {move.rejected.map(({ version, why }) => (
                    <li key={version}>
                      Version {version}: {why}
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        ))}
      </ol>
      <p className="mt-3 text-12 text-ink-2">
        It moves aliases and nothing else: data, tables, shared layers and parameters stay as they are.
      </p>
    </>
  );
}

function weightWords(weights: Record<string, number>): string {
  const [second] = Object.entries(weights);
  return second ? `The ${formatPercent(second[1])} that version ${second[0]} gets end.` : '';
}
