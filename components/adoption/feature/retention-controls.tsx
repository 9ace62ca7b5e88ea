'use client';

import { useState } from 'react';
import type { RetentionView } from '#components/adoption/feature/use-feature-view';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import { Tooltip } from '#components/ui/tooltip';
import { bracketsFault } from '#lib/adoption/brackets';

interface RetentionControlsProps {
  view: RetentionView;
  onChange: (changes: Partial<RetentionView>) => void;
}

const COHORTS = [
  { value: 'day', label: 'by day' },
  { value: 'week', label: 'by week' },
  { value: 'month', label: 'by month' },
] as const;

const STARTS = [
  { value: 'first_use', label: 'from first use' },
  { value: 'first_seen', label: 'from first seen' },
] as const;

const MODES = [
  { value: 'on', label: 'back on' },
  { value: 'on_or_after', label: 'back on or after' },
  { value: 'bracket', label: 'back within' },
] as const;

const FIGURES = [
  { value: 'rates', label: 'rates' },
  { value: 'counts', label: 'counts' },
] as const;

/** How cohorts begin, what counts as coming back, and what the cells show. */
export function RetentionControls({ view, onChange }: RetentionControlsProps) {
  return (
    <>
      <Select
        aria-label="Cohorts begin"
        options={STARTS}
        value={view.start}
        onValueChange={(start) => onChange({ start })}
      />
      <Select
        aria-label="Cohorts"
        options={COHORTS}
        value={view.cohorts}
        onValueChange={(cohorts) => onChange({ cohorts })}
      />
      <Select
        aria-label="What counts as coming back"
        options={MODES}
        value={view.mode}
        onValueChange={(mode) => onChange({ mode })}
      />
      {view.mode === 'bracket' ? (
        <Brackets key={view.brackets} value={view.brackets} onChange={(brackets) => onChange({ brackets })} />
      ) : null}
      <Select
        aria-label="Cells show"
        options={FIGURES}
        value={view.figures}
        onValueChange={(figures) => onChange({ figures })}
      />
    </>
  );
}

/** Taken when it is left or confirmed, and whole: half a bracket is no question. */
function Brackets({ value, onChange }: { value: string; onChange: (brackets: string) => void }) {
  const [typed, setTyped] = useState(value);
  const fault = bracketsFault(typed);
  const take = () => {
    if (fault === null && typed !== value) onChange(typed);
  };
  return (
    <Tooltip
      content={
        fault === null ? 'Stretches of intervals after the first, like 1-3,4-7.' : `Brackets ${fault}.`
      }
    >
      <Input
        aria-label="Brackets"
        aria-invalid={fault === null ? undefined : true}
        className="w-32"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
    </Tooltip>
  );
}
