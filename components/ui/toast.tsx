'use client';

import { X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { TONE_TEXT, type Tone, ToneIcon } from '#components/ui/badge';
import { Button, IconButton } from '#components/ui/button';

interface Toast {
  title: string;
  tone?: Tone;
  /** Undo, or go there. A toast with an action stays longer. */
  action?: { label: string; onSelect: () => void };
}

interface ShownToast extends Toast {
  id: number;
}

const ToastContext = createContext<(toast: Toast) => void>(() => {});

const STAYS_MS = 6000;
const STAYS_WITH_ACTION_MS = 12_000;

/** Answers a function that says, in passing, what has been done: `toast({ title: 'Link copied' })`. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<ShownToast[]>([]);
  const counter = useRef(0);
  const region = useRef<HTMLElement>(null);
  const show = useCallback((toast: Toast) => {
    counter.current += 1;
    const id = counter.current;
    setToasts((shown) => [...shown.slice(-2), { ...toast, id }]);
  }, []);
  const drop = useCallback((id: number) => setToasts((shown) => shown.filter((each) => each.id !== id)), []);
  useEffect(() => {
    // Entering the top layer again puts the toasts above a dialog that opened meanwhile.
    region.current?.hidePopover?.();
    if (toasts.length > 0) region.current?.showPopover?.();
  }, [toasts.length]);
  return (
    <ToastContext value={show}>
      {children}
      <div role="status" aria-live="polite" className="sr-only">
        {toasts.map((toast) => (
          <p key={toast.id}>{toast.title}</p>
        ))}
      </div>
      <section
        ref={region}
        aria-label="Messages"
        popover="manual"
        className="right-4! bottom-4! max-w-[calc(100vw-2rem)] overflow-visible bg-transparent"
      >
        <div className="flex flex-col gap-2">
          {toasts.map((toast) => (
            <ToastRow key={toast.id} toast={toast} onDone={drop} />
          ))}
        </div>
      </section>
    </ToastContext>
  );
}

function ToastRow({ toast, onDone }: { toast: ShownToast; onDone: (id: number) => void }) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timer = setInterval(
      () => {
        // Who looks at it, or is about to press it, keeps it.
        if (!row.current?.matches(':hover, :focus-within')) onDone(toast.id);
      },
      toast.action ? STAYS_WITH_ACTION_MS : STAYS_MS,
    );
    return () => clearInterval(timer);
  }, [onDone, toast]);
  const tone = toast.tone ?? 'good';
  return (
    <div
      ref={row}
      className="flex items-center gap-2 rounded-box bg-surface py-1.5 pr-1.5 pl-3 text-14 text-ink shadow-raised"
    >
      <span className={TONE_TEXT[tone]}>
        <ToneIcon tone={tone} />
      </span>
      <span className="mr-2">{toast.title}</span>
      {toast.action ? (
        <Button
          size="small"
          onClick={() => {
            toast.action?.onSelect();
            onDone(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      ) : null}
      <IconButton
        size="small"
        label="Dismiss"
        icon={<X aria-hidden size={14} />}
        onClick={() => onDone(toast.id)}
      />
    </div>
  );
}
