'use client';

import clsx from 'clsx';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button, type ButtonProps } from '#components/ui/button';
import { Floating } from '#components/ui/floating';
import type { Align } from '#components/ui/placement';

export interface MenuItem {
  id: string;
  label: string;
  icon?: ReactNode;
  /** A key that does the same, as it is shown. */
  hint?: string;
  isDangerous?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

interface MenuProps {
  trigger: ReactNode;
  triggerProps?: Omit<ButtonProps, 'children' | 'onClick'>;
  label: string;
  align?: Align;
  /** Shown above the items; not part of them. */
  header?: ReactNode;
  items: readonly MenuItem[];
}

/** A button with a list of actions: arrows move, a letter jumps, Enter acts, Escape leaves. */
export function Menu({ trigger, triggerProps, label, align = 'end', header, items }: MenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const buttons = () => [
    ...(document.getElementById(id)?.querySelectorAll<HTMLButtonElement>('[role=menuitem]') ?? []),
  ];
  useEffect(() => {
    if (!isOpen) return;
    document.getElementById(id)?.querySelector<HTMLButtonElement>('[role=menuitem]:not(:disabled)')?.focus();
  }, [isOpen, id]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return setOpen(false);
    const next = nextIndex(event.key, buttons());
    if (next === undefined) return;
    event.preventDefault();
    buttons()[next]?.focus();
  };
  return (
    <span ref={anchor} className="inline-flex">
      <Button
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        {...triggerProps}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setOpen(true);
        }}
      >
        {trigger}
      </Button>
      <Floating
        anchor={anchor}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        align={align}
        className="min-w-44 p-1"
      >
        {header ? <div className="border-line border-b px-2 pt-1 pb-2 mb-1">{header}</div> : null}
        <div id={id} role="menu" aria-label={label} onKeyDown={onKeyDown}>
          {items.map((item) => (
            <MenuRow key={item.id} item={item} onDone={() => setOpen(false)} />
          ))}
        </div>
      </Floating>
    </span>
  );
}

function MenuRow({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      disabled={item.disabled}
      onClick={() => {
        onDone();
        item.onSelect();
      }}
      className={clsx(
        'flex h-8 w-full items-center gap-2 rounded-box px-2 text-left text-14 hover:bg-hover focus-visible:bg-hover focus-visible:outline-offset-[-2px] disabled:opacity-55',
        item.isDangerous && 'text-bad-ink',
      )}
    >
      {item.icon}
      <span className="grow">{item.label}</span>
      {item.hint ? <span className="text-12 text-ink-3">{item.hint}</span> : null}
    </button>
  );
}

function nextIndex(key: string, buttons: HTMLButtonElement[]): number | undefined {
  const here = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const usable = buttons.map((button, index) => (button.disabled ? -1 : index)).filter((index) => index >= 0);
  if (key === 'Home') return usable[0];
  if (key === 'End') return usable.at(-1);
  if (key === 'ArrowDown') return usable.find((index) => index > here) ?? usable[0];
  if (key === 'ArrowUp') return usable.findLast((index) => index < here) ?? usable.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const begins = (index: number) => buttons[index]?.textContent?.toLowerCase().startsWith(key.toLowerCase());
  return usable.find((index) => index > here && begins(index)) ?? usable.find(begins);
}
