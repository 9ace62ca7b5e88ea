import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { type ComponentProps, type ReactNode, useId } from 'react';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent border-transparent not-disabled:hover:bg-accent-strong',
  secondary: 'bg-surface text-ink border-edge not-disabled:hover:bg-hover',
  quiet:
    'bg-transparent text-ink-2 border-transparent not-disabled:hover:bg-hover not-disabled:hover:text-ink',
  danger: 'bg-bad text-on-bad border-transparent not-disabled:hover:bg-bad-strong',
};

const SHAPE =
  'inline-flex items-center justify-center gap-1.5 rounded-box border font-medium whitespace-nowrap transition-colors [&_svg]:shrink-0';

const SIZES = { small: 'h-7 px-2 text-12', medium: 'h-8 px-3 text-14' };

interface Look {
  variant?: ButtonVariant;
  size?: keyof typeof SIZES;
}

export interface ButtonProps extends ComponentProps<'button'>, Look {
  /** Keeps the label and its width, shows that work goes on, and takes no second press. */
  isLoading?: boolean;
  /** Why it cannot be pressed now: listed beside it, all at once, and tied to it for screen readers. */
  reasons?: string[];
}

/** Its label is the deed. With `reasons` it is disabled and says why. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  isLoading = false,
  reasons = [],
  disabled,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  const reasonsId = useId();
  const button = (
    <button
      type={type}
      disabled={disabled || isLoading || reasons.length > 0}
      aria-busy={isLoading || undefined}
      {...(reasons.length > 0 ? { 'aria-describedby': reasonsId } : {})}
      className={clsx(SHAPE, SIZES[size], VARIANTS[variant], 'disabled:opacity-55', className)}
      {...rest}
    >
      {isLoading ? <LoaderCircle aria-hidden size={14} className="animate-spin" /> : null}
      {children}
    </button>
  );
  if (reasons.length === 0) return button;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {button}
      <ul id={reasonsId} className="text-12 text-ink-2">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </span>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'reasons'> {
  /** Said to screen readers, and shown as the browser's own hint. */
  label: string;
  icon: ReactNode;
}

/** A square button with an icon only; its label is never optional. */
export function IconButton({ label, icon, variant = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Button
      variant={variant}
      aria-label={label}
      title={label}
      className={clsx('aspect-square px-0!', className)}
      {...rest}
    >
      {icon}
    </Button>
  );
}

interface ButtonLinkProps extends Look {
  href: Route;
  className?: string;
  children: ReactNode;
}

/** Looks like a button because it is the next action, but goes somewhere: so it is a link. */
export function ButtonLink({
  variant = 'secondary',
  size = 'medium',
  href,
  className,
  children,
}: ButtonLinkProps) {
  return (
    <Link href={href} className={clsx(SHAPE, SIZES[size], VARIANTS[variant], className)}>
      {children}
    </Link>
  );
}
