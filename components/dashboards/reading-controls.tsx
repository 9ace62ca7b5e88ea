'use client';

import type { Reading } from '#components/dashboards/use-reading';
import { Button } from '#components/ui/button';
import { DateRangePicker } from '#components/ui/date-range-picker';
import { TimeZonePicker } from '#components/ui/time-zone-picker';
import { readRange, writeRange } from '#lib/funnels/period';

/** The period and the zone that a reader looks at; they stand in the link and change nothing for others. */
export function ReadingControls({ reading }: { reading: Reading }) {
  const { range, timeZone, isOverridden, change, reset } = reading;
  return (
    <section aria-label="What is shown" className="flex flex-wrap items-center gap-2 print:hidden">
      <DateRangePicker
        value={readRange(range)}
        timeZone={timeZone}
        onValueChange={(next) => change({ range: writeRange(next) })}
      />
      <TimeZonePicker value={timeZone} onValueChange={(next) => change({ timeZone: next })} />
      {isOverridden ? (
        <Button variant="quiet" onClick={reset}>
          As saved
        </Button>
      ) : null}
    </section>
  );
}
