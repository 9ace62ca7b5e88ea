'use client';

import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { StepRow } from '#components/funnels/step-row';
import type { Catalog } from '#components/funnels/use-catalog';
import { Button } from '#components/ui/button';
import type { EmptyStep } from '#lib/funnels/answers';
import { stepLabel } from '#lib/funnels/definition-sentence';
import { moveStep, removeStep } from '#lib/funnels/edit-steps';
import { type Draft, EMPTY_STEP } from '#lib/funnels/url-state';

interface StepListProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  catalog: Catalog;
  faults: ReadonlyMap<string, string>;
  emptySteps: EmptyStep[];
}

const MOST_STEPS = 32;
const JOINTS = { ordered: 'then', strict: 'directly followed by', any: 'and' } as const;

/** The steps of the sentence, in order; what changes is said aloud, and the focus goes with it. */
export function StepList({ draft, onChange, catalog, faults, emptySteps }: StepListProps) {
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState('');
  const focusNext = useFocusAfterChange(list);
  const { steps } = draft;
  const move = (from: number, to: number) => {
    const step = steps[from - 1];
    if (!step) return;
    const control =
      document.activeElement?.closest('[data-control]')?.getAttribute('data-control') ?? 'picker';
    focusNext({ step: to, control });
    setSaid(`${stepLabel(step)} is now step ${to} of ${steps.length}.`);
    onChange(moveStep(draft, from, to));
  };
  const remove = (number: number) => {
    const step = steps[number - 1];
    focusNext({ step: Math.min(number, steps.length - 1), control: 'picker' });
    setSaid(
      `Step ${number}${step ? `, ${stepLabel(step)},` : ''} removed; ${steps.length - 1} steps are left.`,
    );
    onChange(removeStep(draft, number));
  };
  const add = () => {
    focusNext({ step: steps.length + 1, control: 'picker' });
    setSaid(`Step ${steps.length + 1} added.`);
    onChange({ steps: [...steps, EMPTY_STEP] });
  };
  const rows = steps.map((step, index) => ({ step, number: index + 1, key: `step-${index + 1}` }));
  return (
    <>
      <ol ref={list} aria-label="Steps" className="flex flex-col">
        {rows.map(({ step, number, key }) => (
          <StepRow
            key={key}
            step={step}
            number={number}
            count={steps.length}
            joint={JOINTS[draft.order]}
            catalog={catalog}
            onChange={(changed) => onChange({ steps: steps.with(number - 1, changed) })}
            onRemove={() => remove(number)}
            onMove={(to) => move(number, to)}
            onDrop={(from) => move(from, number)}
            faultOf={(path) => faultAt(faults, `steps.${number - 1}`, path)}
            emptyBecause={emptySteps.find((empty) => empty.step === number)}
          />
        ))}
      </ol>
      <Button
        variant="quiet"
        size="small"
        disabled={steps.length >= MOST_STEPS}
        onClick={add}
        className="ml-5 sm:ml-10"
      >
        <Plus aria-hidden size={14} /> Add a step
      </Button>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}

/** The first fault at a path or, where a path is named, below it. */
export function faultAt(faults: ReadonlyMap<string, string>, base: string, path: string): string | undefined {
  const wanted = path === '' ? base : `${base}.${path}`;
  const exact = faults.get(wanted);
  if (exact !== undefined || path === '') return exact;
  return [...faults].find(([at]) => at.startsWith(`${wanted}.`))?.[1];
}

/** Answers a function that names the control to focus once the steps have changed. */
function useFocusAfterChange(list: React.RefObject<HTMLElement | null>) {
  const wanted = useRef<{ step: number; control: string } | null>(null);
  useEffect(() => {
    if (!wanted.current) return;
    const { step, control } = wanted.current;
    const row = list.current?.querySelector(`[data-step="${step}"]`);
    const named = row?.querySelector<HTMLElement>(`[data-control="${control}"]`);
    const target = named instanceof HTMLButtonElement ? named : named?.querySelector('button');
    if (!row) return;
    wanted.current = null;
    // A button at the end of its way is disabled and cannot keep the focus; the picker of the row can.
    const usable =
      target?.disabled === false ? target : row.querySelector<HTMLElement>('[data-control="picker"] button');
    usable?.focus();
  });
  return (next: { step: number; control: string }) => {
    wanted.current = next;
  };
}
