import clsx from 'clsx';
import type { ComponentProps } from 'react';

export const CONTROL =
  'w-full rounded-box border border-edge bg-surface text-ink placeholder:text-ink-3 aria-invalid:border-bad-edge disabled:opacity-55';

/** A text field; put it in a Field. */
export function Input({ className, type = 'text', ...rest }: ComponentProps<'input'>) {
  return <input type={type} className={clsx(CONTROL, 'h-8 px-2.5 text-14', className)} {...rest} />;
}

/** Words that may need more than a line; put it in a Field. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={clsx(CONTROL, 'px-2.5 py-1.5 text-14', className)} {...rest} />;
}
