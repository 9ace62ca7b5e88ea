'use client';

import clsx from 'clsx';
import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { placeBox } from '#components/ui/placement';

const OPEN_AFTER_MS = 250;
const CLOSE_AFTER_MS = 150;

interface TooltipProps {
  content: ReactNode;
  children: ReactNode;
  /** For text that is no control of its own: it can be reached with Tab and tapped. */
  isFocusable?: boolean;
  className?: string;
}

/**
 * Says more about something on hover, focus and tap. It stays while the pointer is on it, and Escape puts it away
 * (WCAG 1.4.13). The text is always in the page, so screen readers have it without opening anything.
 */
export function Tooltip({ content, children, isFocusable = false, className }: TooltipProps) {
  const id = useId();
  const wrapper = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  useOpening(wrapper, setOpen);
  usePlacedTip(wrapper, tip, isOpen, setOpen);
  useEffect(() => {
    if (!isFocusable) wrapper.current?.firstElementChild?.setAttribute('aria-describedby', id);
  }, [id, isFocusable]);
  return (
    <span
      ref={wrapper}
      className={clsx('inline-flex', isFocusable && 'cursor-help rounded-box', className)}
      {...(isFocusable ? { tabIndex: 0, 'aria-describedby': id } : {})}
    >
      {children}
      <span
        ref={tip}
        id={id}
        role="tooltip"
        popover="manual"
        className="max-w-72 rounded-box bg-surface px-2.5 py-1.5 text-left font-normal text-12 text-ink whitespace-normal shadow-raised"
      >
        {content}
      </span>
    </span>
  );
}

/** Opens after a moment of hovering, at once on keyboard focus, and to and fro by tapping. */
function useOpening(
  wrapper: RefObject<HTMLElement | null>,
  setOpen: (set: (was: boolean) => boolean) => void,
) {
  useEffect(() => {
    const element = wrapper.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const become = (value: boolean, afterMs: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => setOpen(() => value), afterMs);
    };
    const listening = new AbortController();
    const on = (name: string, act: (event: Event) => void) =>
      element.addEventListener(name, act, { signal: listening.signal });
    const isTouch = (event: Event) => (event as PointerEvent).pointerType === 'touch';
    on('pointerenter', (event) => !isTouch(event) && become(true, OPEN_AFTER_MS));
    on('pointerleave', (event) => !isTouch(event) && become(false, CLOSE_AFTER_MS));
    on('pointerup', (event) => isTouch(event) && setOpen((was) => !was));
    on('focusin', (event) => (event.target as Element).matches(':focus-visible') && setOpen(() => true));
    on('focusout', () => become(false, 0));
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, [wrapper, setOpen]);
}

function usePlacedTip(
  wrapper: RefObject<HTMLElement | null>,
  tip: RefObject<HTMLElement | null>,
  isOpen: boolean,
  setOpen: (set: (was: boolean) => boolean) => void,
) {
  useLayoutEffect(() => {
    const element = tip.current;
    const anchor = wrapper.current;
    if (!isOpen || !element || !anchor) return;
    element.showPopover?.();
    const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const wanted = { side: 'top', align: 'center' } as const;
    const at = placeBox(anchor.getBoundingClientRect(), element.getBoundingClientRect(), viewport, wanted);
    element.style.left = `${at.left}px`;
    element.style.top = `${at.top}px`;
    const listening = new AbortController();
    const close = () => setOpen(() => false);
    const options = { signal: listening.signal, capture: true, passive: true };
    document.addEventListener('keydown', (event) => event.key === 'Escape' && close(), options);
    document.addEventListener(
      'pointerdown',
      (event) => !anchor.contains(event.target as Node) && close(),
      options,
    );
    window.addEventListener('scroll', close, options);
    return () => {
      listening.abort();
      element.hidePopover?.();
    };
  }, [wrapper, tip, isOpen, setOpen]);
}
