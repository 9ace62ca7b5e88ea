'use client';

import clsx from 'clsx';
import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useId } from 'react';
import { StepOptions } from '#components/funnels/step-options';
import type { Catalog } from '#components/funnels/use-catalog';
import { Badge } from '#components/ui/badge';
import { IconButton } from '#components/ui/button';
import { Combobox } from '#components/ui/combobox';
import { filterInWords } from '#lib/funnels/definition-sentence';
import type { LinkStep } from '#lib/funnels/url-grammar';

interface StepRowProps {
  step: LinkStep;
  number: number;
  count: number;
  /** How it is joined to the one before: "then", "directly followed by", "and". */
  joint: string;
  catalog: Catalog;
  onChange: (step: LinkStep) => void;
  onRemove: () => void;
  /** Moves the step to another number, keeping the focus on the same control. */
  onMove: (to: number) => void;
  /** A step that is dragged was dropped here. */
  onDrop: (from: number) => void;
  faultOf: (path: string) => string | undefined;
  /** Why nothing matches it, from the answer. */
  emptyBecause: { message: string; nearest: string[] } | undefined;
}

/** One line of the sentence. Alt with an arrow moves it, whichever of its controls has the focus. */
export function StepRow(props: StepRowProps) {
  const { step, number, count, onMove, onRemove, onDrop } = props;
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const to = event.key === 'ArrowUp' ? number - 1 : event.key === 'ArrowDown' ? number + 1 : null;
    if (!event.altKey || to === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (to >= 1 && to <= count) onMove(to);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const from = Number(event.dataTransfer.getData('text/plain'));
    if (from >= 1 && from <= count && from !== number) onDrop(from);
  };
  const button = { size: 'small', variant: 'quiet' } as const;
  return (
    <li
      data-step={number}
      onKeyDownCapture={onKeyDownCapture}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
      className="group flex flex-wrap items-start gap-x-1 gap-y-1 rounded-box py-0.5 hover:bg-sunken"
    >
      <span
        draggable
        aria-hidden
        onDragStart={(event) => event.dataTransfer.setData('text/plain', String(number))}
        className="flex h-7 w-5 cursor-grab items-center justify-center text-ink-3 max-sm:hidden"
      >
        <GripVertical size={14} />
      </span>
      <StepWords {...props} />
      <span className="ml-auto flex items-center">
        <IconButton
          {...button}
          data-control="up"
          label={`Move step ${number} up`}
          icon={<ArrowUp aria-hidden size={14} />}
          disabled={number === 1}
          onClick={() => onMove(number - 1)}
        />
        <IconButton
          {...button}
          data-control="down"
          label={`Move step ${number} down`}
          icon={<ArrowDown aria-hidden size={14} />}
          disabled={number === count}
          onClick={() => onMove(number + 1)}
        />
        <StepOptions {...props} step={step} />
        <IconButton
          {...button}
          data-control="remove"
          label={`Remove step ${number}`}
          icon={<X aria-hidden size={14} />}
          disabled={count <= 2}
          onClick={onRemove}
        />
      </span>
    </li>
  );
}

function StepWords({ step, number, joint, catalog, onChange, faultOf, emptyBecause }: StepRowProps) {
  const noteId = useId();
  const isBlank = step.step.every((type) => type === '');
  const fault = isBlank ? undefined : (faultOf('step') ?? faultOf(''));
  return (
    <div className="min-w-0 grow basis-48">
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="w-5 text-center text-12 text-ink-3 tabular-nums">{number}</span>
        <span className={clsx('text-ink-2', number === 1 && 'sr-only')}>{joint}</span>
        <span data-control="picker" className="contents">
          <Combobox
            label={`Events of step ${number}`}
            look="inline"
            isMultiple
            isFreeTextAllowed
            placeholder="choose an event…"
            searchPlaceholder="Search or type a name…"
            options={catalog.eventTypes}
            isLoading={catalog.isLoading}
            value={step.step.filter((type) => type !== '')}
            onValueChange={(types) => onChange({ ...step, step: types.length === 0 ? [''] : types })}
            {...(fault || emptyBecause
              ? {
                  controlProps: {
                    'aria-describedby': noteId,
                    ...(fault ? { 'aria-invalid': true as const } : {}),
                  },
                }
              : {})}
          />
        </span>
        {step.feature === undefined ? null : <span className="text-ink-2">of {step.feature}</span>}
        {step.filters.length === 0 ? null : (
          <span className="text-ink-2">where {step.filters.map(filterInWords).join(' and ')}</span>
        )}
        {step.name === undefined ? null : <span className="text-ink-3">“{step.name}”</span>}
        {step.optional ? <Badge>optional</Badge> : null}
      </div>
      <div id={noteId} className="pl-6 text-12 empty:hidden">
        {fault ? <p className="text-bad-ink">{fault}</p> : null}
        {fault || !emptyBecause ? null : (
          <p className="text-attention-ink">
            {emptyBecause.message}
            {emptyBecause.nearest.map((type) => (
              <button
                key={type}
                type="button"
                className="ml-1 underline hover:text-ink"
                onClick={() => onChange({ ...step, step: [type] })}
              >
                Use {type}
              </button>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}
