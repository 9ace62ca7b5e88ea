import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { CONTROL } from '#components/ui/input';

export interface SelectOption<V extends string = string> {
  value: V;
  label: string;
  disabled?: boolean;
}

interface SelectProps<V extends string> extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  options: readonly SelectOption<V>[];
  value: V;
  onValueChange: (value: V) => void;
}

/** A few fixed choices: the platform's own list, which works on every phone. For many, use Combobox. */
export function Select<V extends string>({
  options,
  value,
  onValueChange,
  className,
  ...rest
}: SelectProps<V>) {
  return (
    <span className={clsx('relative inline-flex', className)}>
      <select
        className={clsx(CONTROL, 'h-8 cursor-pointer appearance-none pr-8 pl-2.5 text-14')}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onValueChange(chosen.value);
        }}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={14}
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}
