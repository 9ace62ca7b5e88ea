'use client';

import clsx from 'clsx';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from '#components/ui/button';
import { focusable } from '#components/ui/floating';

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the primary one last. */
  footer?: ReactNode;
  size?: 'medium' | 'large';
}

const SIZES = { medium: 'max-w-md', large: 'max-w-2xl' };

/** A question that must be answered first; the browser keeps the focus in, and Escape or a press beside it leaves. */
export function Dialog({ size = 'medium', ...rest }: DialogProps) {
  return <Modal {...rest} className={clsx('m-auto w-[calc(100%-2rem)] rounded-box', SIZES[size])} />;
}

interface SheetProps extends Omit<DialogProps, 'size'> {
  side?: 'left' | 'right';
  isWide?: boolean;
}

/** Details beside the list, not instead of it: a panel at the edge, over the whole height. */
export function Sheet({ side = 'right', isWide = false, ...rest }: SheetProps) {
  return (
    <Modal
      {...rest}
      className={clsx(
        'h-dvh max-h-dvh w-[calc(100%-2rem)]',
        isWide ? 'max-w-2xl' : 'max-w-sm',
        side === 'right' ? 'mr-0 ml-auto' : 'mr-auto ml-0',
      )}
    />
  );
}

function Modal({
  isOpen,
  onClose,
  title,
  description,
  children,
  footer,
  className,
}: Omit<DialogProps, 'size'> & { className: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const footerPart = useRef<HTMLElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!isOpen || !element) return;
    // A press beside it cancels, where the browser knows that; Escape and the cross do so everywhere.
    element.setAttribute('closedby', 'any');
    element.showModal();
    // The browser would begin at the cross: what the dialog is about comes first.
    (focusable(body.current) ?? focusable(footerPart.current))?.focus();
    return () => element.close();
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      {...(description ? { 'aria-describedby': `${id}-description` } : {})}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={clsx('bg-surface text-ink shadow-raised', className)}
    >
      <div className="flex max-h-[inherit] min-h-full flex-col">
        <header className="flex items-start gap-4 px-5 pt-4 pb-2">
          <div className="grow">
            <h2 id={`${id}-title`} className="font-semibold text-16">
              {title}
            </h2>
            {description ? (
              <div id={`${id}-description`} className="mt-1 text-14 text-ink-2">
                {description}
              </div>
            ) : null}
          </div>
          <IconButton label="Close" icon={<X aria-hidden size={16} />} onClick={onClose} className="-mr-2" />
        </header>
        <div ref={body} className="grow px-5 py-2">
          {children}
        </div>
        {footer ? (
          <footer ref={footerPart} className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-5">
            {footer}
          </footer>
        ) : null}
      </div>
    </dialog>
  );
}
