import { StepDeed } from '#components/decisions/step-deed';
import type { ServedScenario } from '#lib/automation/decision-answers';
import type { Step } from '#lib/automation/matrix';

interface StepLineProps {
  number: number;
  step: Step;
  scenario: ServedScenario;
  mayChange: boolean;
}

/** One step, with a button that makes what it says: the incident, or the plan of a change that belongs to it. */
export function StepLine({ number, step, scenario, mayChange }: StepLineProps) {
  const { title, detail, deed } = step;
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] items-start gap-x-2 gap-y-1 rounded-box bg-sunken p-3 sm:grid-cols-[1.5rem_minmax(0,1fr)_auto]">
      <span aria-hidden className="text-14 text-ink-2 tabular-nums">
        {number}.
      </span>
      <div>
        <p className="break-words font-medium text-14">{title}</p>
        <p className="text-12 text-ink-2">{detail}</p>
      </div>
      <div className="col-start-2 sm:col-start-3">
        {deed && mayChange ? <StepDeed title={title} deed={deed} scenario={scenario} /> : null}
      </div>
    </li>
  );
}
