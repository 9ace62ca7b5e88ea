'use client';

import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button, type ButtonProps } from '#components/ui/button';
import { Floating, focusable } from '#components/ui/floating';
import type { Align } from '#components/ui/placement';

interface PopoverProps {
  /** What the button says. */
  trigger: ReactNode;
  triggerProps?: Omit<ButtonProps, 'children' | 'onClick'>;
  /** Names the box for screen readers. */
  label: string;
  align?: Align;
  className?: string;
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** A button and the box it opens; focus goes in, Escape and a press outside bring it back. */
export function Popover({
  trigger,
  triggerProps,
  label,
  align = 'start',
  className,
  children,
}: PopoverProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  useEffect(() => {
    if (isOpen) focusable(document.getElementById(id))?.focus();
  }, [isOpen, id]);
  return (
    <span ref={anchor} className="inline-flex">
      <Button
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        {...triggerProps}
        onClick={() => setOpen(!isOpen)}
      >
        {trigger}
      </Button>
      <Floating
        anchor={anchor}
        isOpen={isOpen}
        onClose={close}
        align={align}
        id={id}
        role="dialog"
        label={label}
        className={className ?? 'p-3'}
      >
        {typeof children === 'function' ? children(close) : children}
      </Floating>
    </span>
  );
}
