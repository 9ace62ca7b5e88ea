import clsx from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { EvidenceLine } from '#components/decisions/evidence-line';
import { StepLine } from '#components/decisions/step-line';
import { Badge } from '#components/ui/badge';
import type { ServedScenario } from '#lib/automation/decision-answers';

interface ScenarioCardProps {
  scenario: ServedScenario;
  mayChange: boolean;
}

/** One row of the matrix: whether it holds and why, what is decided, and the steps with what each of them makes. */
export function ScenarioCard({ scenario, mayChange }: ScenarioCardProps) {
  const { id, title, trigger, action, recovery, isTrue, evidence, steps, incident } = scenario;
  return (
    <section
      aria-labelledby={id}
      className={clsx('rounded-box border bg-surface p-4', isTrue ? 'border-bad-edge' : 'border-line')}
    >
      <div className="flex flex-wrap items-center gap-2">
        <h2 id={id} className="font-medium text-16">
          {title}
        </h2>
        {isTrue ? <Badge tone="bad">Holds now</Badge> : <Badge tone="good">Does not hold</Badge>}
        {incident ? (
          <Link href={`/incidents/${incident.id}` as Route} className="text-14 underline">
            Incident {incident.number}
          </Link>
        ) : null}
      </div>
      <dl className="mt-2 grid gap-x-4 gap-y-1 text-14 sm:grid-cols-3">
        <Fact label="Trigger">{trigger}</Fact>
        <Fact label="Action">{action}</Fact>
        <Fact label="Recovery">{recovery}</Fact>
      </dl>
      {isTrue ? (
        <>
          <h3 className="mt-4 font-medium text-14">Why it holds</h3>
          <ul className="mt-1 flex flex-col gap-1.5 text-14">
            {evidence.map((one) => (
              <EvidenceLine key={one.reportId ?? one.sentence} evidence={one} mayChange={mayChange} />
            ))}
          </ul>
          <h3 className="mt-4 font-medium text-14">What is done</h3>
          <ol className="mt-1 flex flex-col gap-2">
            {steps.map((step, index) => (
              <StepLine
                key={step.title}
                number={index + 1}
                step={step}
                scenario={scenario}
                mayChange={mayChange}
              />
            ))}
          </ol>
        </>
      ) : (
        <details className="mt-3 text-14 text-ink-2">
          <summary className="min-h-6 cursor-pointer">What would be done</summary>
          <ol className="mt-1 list-decimal pl-5">
            {steps.map(({ title: step, detail }) => (
              <li key={step}>
                {step}. {detail}
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function Fact({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <dt className="text-12 text-ink-2">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
