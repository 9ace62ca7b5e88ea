'use client';

import { BreakdownPicker } from '#components/adoption/breakdown-picker';
import type { AdoptionViewState } from '#components/adoption/use-adoption-view';
import { DateRangePicker } from '#components/ui/date-range-picker';
import { Switch } from '#components/ui/switch';
import { TimeZonePicker } from '#components/ui/time-zone-picker';
import type { BrokenBy } from '#lib/adoption/answers';
import { readRange, writeRange } from '#lib/funnels/period';

interface ViewControlsProps {
  state: AdoptionViewState;
  /** The values of the breakdown, once they are known; leave out where a page has no breakdown. */
  segments?: BrokenBy[];
}

/** Period, zone, comparison and breakdown of a page about adoption, all of them in its link. */
export function ViewControls({ state, segments }: ViewControlsProps) {
  const { view, change } = state;
  return (
    <section aria-label="What is shown" className="flex flex-wrap items-center gap-2">
      <DateRangePicker
        value={readRange(view.range)}
        onValueChange={(range) => change({ range: writeRange(range) })}
        timeZone={view.timeZone}
      />
      <TimeZonePicker value={view.timeZone} onValueChange={(timeZone) => change({ timeZone })} />
      {segments ? <BreakdownPicker state={state} segments={segments} /> : null}
      <Switch
        label="Compare with the period before"
        className="px-1"
        checked={view.compare}
        onChange={(event) => change({ compare: event.target.checked })}
      />
    </section>
  );
}
