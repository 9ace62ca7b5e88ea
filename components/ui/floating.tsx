'use client';

import clsx from 'clsx';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type Align, placeBox, type Side } from '#components/ui/placement';

interface FloatingProps {
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onClose: () => void;
  side?: Side;
  align?: Align;
  /** At least as wide as the anchor. */
  isAnchorWide?: boolean;
  id?: string;
  role?: 'dialog' | 'menu' | 'listbox' | 'tooltip' | undefined;
  label?: string | undefined;
  className?: string;
  children: ReactNode;
}

/**
 * A box above everything else (the browser's top layer, so nothing clips it), placed beside its anchor. Escape and
 * a press outside close it; focus that was inside goes back to the anchor.
 */
export function Floating({
  anchor,
  isOpen,
  onClose,
  side = 'bottom',
  align = 'start',
  isAnchorWide = false,
  id,
  role,
  label,
  className,
  children,
}: FloatingProps) {
  const box = useRef<HTMLDivElement>(null);
  usePlacement(anchor, box, isOpen, { side, align, isAnchorWide });
  useDismissal(anchor, box, isOpen, onClose);
  if (!isOpen) return null;
  return (
    <div
      ref={box}
      popover="manual"
      id={id}
      {...(role ? { role, 'aria-label': label } : {})}
      className={clsx(
        'max-h-[min(28rem,calc(100dvh-1rem))] max-w-[calc(100vw-1rem)] overflow-auto rounded-box bg-surface shadow-raised',
        className,
      )}
    >
      {children}
    </div>
  );
}

function usePlacement(
  anchor: RefObject<HTMLElement | null>,
  box: RefObject<HTMLElement | null>,
  isOpen: boolean,
  { side, align, isAnchorWide }: { side: Side; align: Align; isAnchorWide: boolean },
): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!isOpen || !element) return;
    const place = () => {
      const beside = anchor.current?.getBoundingClientRect();
      if (!beside) return;
      if (isAnchorWide) element.style.minWidth = `${beside.width}px`;
      const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
      const { left, top } = placeBox(beside, element.getBoundingClientRect(), viewport, { side, align });
      element.style.left = `${left}px`;
      element.style.top = `${top}px`;
    };
    element.showPopover?.();
    place();
    const resized = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(place);
    resized?.observe(element);
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    return () => {
      resized?.disconnect();
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  }, [anchor, box, isOpen, side, align, isAnchorWide]);
}

function useDismissal(
  anchor: RefObject<HTMLElement | null>,
  box: RefObject<HTMLElement | null>,
  isOpen: boolean,
  onClose: () => void,
): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useLayoutEffect(() => {
    const element = box.current;
    const origin = anchor.current;
    if (!isOpen) return;
    const isInside = (target: EventTarget | null) =>
      target instanceof Node && (element?.contains(target) || origin?.contains(target));
    const onPress = (event: PointerEvent) => {
      if (!isInside(event.target)) close.current();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // A dialog around this box would close as well: one Escape closes one thing.
      event.preventDefault();
      close.current();
    };
    document.addEventListener('pointerdown', onPress, true);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress, true);
      document.removeEventListener('keydown', onKey);
      // The box is removed already when this runs, so a focus that was inside has fallen to the body.
      if (document.activeElement === document.body || element?.contains(document.activeElement)) {
        focusable(origin)?.focus();
      }
    };
  }, [anchor, box, isOpen]);
}

/** The first thing in `element` (itself included) that can take the focus. */
export function focusable(element: HTMLElement | null): HTMLElement | null {
  const selector =
    'button:not(:disabled), [href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';
  if (element?.matches(selector)) return element;
  return element?.querySelector<HTMLElement>(selector) ?? null;
}
