'use client';

import clsx from 'clsx';
import { Calendar, ChevronDown } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button, type ButtonProps } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Popover } from '#components/ui/popover';
import { type DateRange, dateRangeLabel, daysOf, PRESET_DAYS } from '#lib/core/date-range';

interface DateRangePickerProps {
  value: DateRange;
  onValueChange: (range: DateRange) => void;
  /** Days begin and end in this zone; it is named beside the dates. */
  timeZone?: string;
  triggerProps?: Omit<ButtonProps, 'children' | 'onClick'>;
}

/** The period a page looks at: the last so many days, or named days, both included. */
export function DateRangePicker({
  value,
  onValueChange,
  timeZone = 'UTC',
  triggerProps,
}: DateRangePickerProps) {
  return (
    <Popover
      label="Period"
      className="w-72 p-3"
      {...(triggerProps ? { triggerProps } : {})}
      trigger={
        <>
          <Calendar aria-hidden size={14} className="text-ink-3" />
          {dateRangeLabel(value)}
          <span className="font-normal text-ink-3">{timeZone}</span>
          <ChevronDown aria-hidden size={14} className="text-ink-3" />
        </>
      }
    >
      {(close) => {
        const choose = (range: DateRange) => {
          onValueChange(range);
          close();
        };
        return (
          <>
            <Presets value={value} onChoose={choose} />
            <CustomDays value={value} timeZone={timeZone} onChoose={choose} />
          </>
        );
      }}
    </Popover>
  );
}

interface ChoiceProps {
  value: DateRange;
  onChoose: (range: DateRange) => void;
}

function Presets({ value, onChoose }: ChoiceProps) {
  return (
    <fieldset className="mb-3 grid grid-cols-3 gap-1">
      <legend className="sr-only">Last days, today included</legend>
      {PRESET_DAYS.map((days) => {
        const isChosen = value.kind === 'last' && value.days === days;
        return (
          <Button
            key={days}
            size="small"
            variant="quiet"
            aria-pressed={isChosen}
            className={clsx(isChosen && 'bg-accent-soft text-accent-ink')}
            onClick={() => onChoose({ kind: 'last', days })}
          >
            {days} days
          </Button>
        );
      })}
    </fieldset>
  );
}

function CustomDays({ value, timeZone, onChoose }: ChoiceProps & { timeZone: string }) {
  const [days, setDays] = useState(() => daysOf(value, new Date(), timeZone));
  const isBackwards = days.firstDay > days.lastDay;
  const isWhole = days.firstDay !== '' && days.lastDay !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !isBackwards) onChoose({ kind: 'custom', ...days });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 border-line border-t pt-3">
      <Field label="First day">
        {(control) => (
          <Input
            {...control}
            type="date"
            value={days.firstDay}
            onChange={(event) => setDays({ ...days, firstDay: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Last day (included)"
        hint={`Days begin at 00:00 ${timeZone}.`}
        error={isBackwards ? 'The last day must not be before the first.' : undefined}
      >
        {(control) => (
          <Input
            {...control}
            type="date"
            value={days.lastDay}
            onChange={(event) => setDays({ ...days, lastDay: event.target.value })}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" disabled={!isWhole || isBackwards} className="self-end">
        Show these days
      </Button>
    </form>
  );
}
