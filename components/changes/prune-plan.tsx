import type { PlannedPrune } from '#lib/changes/prune-plan';
import { pruneSize } from '#lib/changes/prune-plan';
import type { VersionFate } from '#lib/functions/retention';

/** What is deleted and what is kept, version by version, and why. */
export function PrunePlan({ plan }: { plan: readonly PlannedPrune[] }) {
  const size = pruneSize(plan);
  const touched = plan.filter(({ versions }) => versions.some(({ isKept }) => !isKept));
  return (
    <>
      <p className="mb-3 text-14">
        {size.versions} versions of {size.functions} functions are deleted for good. Right before each, it is
        looked once more whether anything needs it.
      </p>
      <ul className="flex flex-col gap-3">
        {touched.map((one) => (
          <li key={one.function} className="rounded-box border border-line bg-surface p-4">
            <h3 className="break-all font-medium font-mono text-14">{one.function}</h3>
            <Fates title="Deleted" fates={one.versions.filter(({ isKept }) => !isKept)} isOpen />
            <Fates title="Kept" fates={one.versions.filter(({ isKept }) => isKept)} />
          </li>
        ))}
      </ul>
      {touched.length < plan.length ? (
        <p className="mt-3 text-12 text-ink-2">
          Of {plan.length - touched.length} other functions every version is kept.
        </p>
      ) : null}
    </>
  );
}

function Fates({ title, fates, isOpen = false }: { title: string; fates: VersionFate[]; isOpen?: boolean }) {
  return (
    <details open={isOpen} className="mt-2 text-14">
      <summary className="min-h-6 cursor-pointer">
        {title}: {fates.length}
      </summary>
      <ul className="mt-1 flex flex-col gap-1 text-12 text-ink-2">
        {fates.map(({ version, reasons }) => (
          <li key={version}>
            <span className="font-mono text-ink">{version}</span> {reasons.join(' ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
