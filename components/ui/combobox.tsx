'use client';

import clsx from 'clsx';
import { Check, ChevronDown } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Floating } from '#components/ui/floating';
import { CONTROL } from '#components/ui/input';
import { type ComboboxOption, matchOptions } from '#components/ui/match-options';

interface ComboboxBase {
  /** Names the control for screen readers; a Field's label may do the same through `controlProps`. */
  label: string;
  options: readonly ComboboxOption[];
  placeholder?: string;
  searchPlaceholder?: string;
  /** Anything typed may be chosen, by the row that offers it. */
  isFreeTextAllowed?: boolean;
  isLoading?: boolean;
  /** Said when nothing is found. */
  empty?: ReactNode;
  /** `field` looks like an input; `inline` like a word in a sentence that can be changed. */
  look?: 'field' | 'inline';
  /** Hears what is typed, for options that the server finds. */
  onSearch?: (typed: string) => void;
  controlProps?: { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: true };
  disabled?: boolean;
  className?: string;
}

interface SingleProps extends ComboboxBase {
  isMultiple?: false;
  value: string | null;
  onValueChange: (value: string) => void;
}

interface MultipleProps extends ComboboxBase {
  isMultiple: true;
  value: readonly string[];
  onValueChange: (value: string[]) => void;
}

export type ComboboxProps = SingleProps | MultipleProps;

const SHOWN_AT_MOST = 200;

/**
 * Many choices with a search: type to narrow, arrows move, Enter takes, Escape leaves. With `isMultiple` it stays
 * open and Enter puts in or takes out.
 */
export function Combobox(props: ComboboxProps) {
  const {
    label,
    options,
    placeholder = 'Choose…',
    look = 'field',
    controlProps,
    disabled,
    className,
  } = props;
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const chosen = props.isMultiple ? props.value : props.value === null ? [] : [props.value];
  const text = chosen.map((value) => labelOf(options, value)).join(' or ');
  const listId = useId();
  return (
    <>
      <button
        ref={anchor}
        type="button"
        disabled={disabled}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-label={`${label}: ${text || placeholder}`}
        {...controlProps}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
        className={clsx(
          'inline-flex max-w-full items-center gap-1.5 text-left text-14',
          look === 'field'
            ? clsx(CONTROL, 'h-8 justify-between px-2.5')
            : 'min-h-7 rounded-box border border-transparent bg-accent-soft px-1.5 font-medium text-accent-ink hover:border-accent aria-invalid:border-bad-edge',
          className,
        )}
      >
        <span className={clsx('truncate', !text && 'text-ink-3')}>{text || placeholder}</span>
        <ChevronDown aria-hidden size={14} className="shrink-0 opacity-70" />
      </button>
      <Floating
        anchor={anchor}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isAnchorWide
        className="w-72 overflow-hidden! flex flex-col"
      >
        <Choices {...props} chosen={chosen} listId={listId} onDone={() => setOpen(false)} />
      </Floating>
    </>
  );
}

type ChoicesProps = ComboboxProps & { chosen: readonly string[]; listId: string; onDone: () => void };

function Choices(props: ChoicesProps) {
  const { label, chosen, listId, onDone, onSearch, searchPlaceholder = 'Search…', isLoading, empty } = props;
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const found = offered(props, typed);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      found.findIndex((option) => chosen.includes(option.value)),
    ),
  );
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);

  const take = (option: ComboboxOption | undefined) => {
    if (!option) return;
    if (props.isMultiple) {
      const without = props.value.filter((value) => value !== option.value);
      props.onValueChange(without.length < props.value.length ? without : [...without, option.value]);
      input.current?.focus();
    } else {
      props.onValueChange(option.value);
      onDone();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: (active + 1) % Math.max(1, found.length),
      ArrowUp: (active - 1 + found.length) % Math.max(1, found.length),
      PageDown: Math.min(found.length - 1, active + 8),
      PageUp: Math.max(0, active - 8),
    };
    const next = moves[event.key];
    if (event.key === 'Tab') return onDone();
    if (event.key !== 'Enter' && next === undefined) return;
    event.preventDefault();
    if (next === undefined) take(found[active]);
    else setActive(next);
  };
  return (
    <>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={`Search ${label}`}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={found[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={searchPlaceholder}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          onSearch?.(event.target.value);
        }}
        onKeyDown={onKeyDown}
        className="h-9 shrink-0 border-line border-b bg-transparent px-3 text-14 outline-none placeholder:text-ink-3"
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={label}
        aria-multiselectable={props.isMultiple || undefined}
        className="max-h-72 overflow-y-auto p-1"
      >
        {found.map((option, index) => (
          <OptionRow
            key={option.value}
            id={`${listId}-${index}`}
            option={option}
            index={index}
            isActive={index === active}
            isChosen={chosen.includes(option.value)}
            heading={option.group === found[index - 1]?.group ? undefined : option.group}
            onHover={() => setActive(index)}
            onTake={() => take(option)}
          />
        ))}
      </div>
      <p role="status" className={found.length === 0 || isLoading ? 'px-3 pb-3 text-ink-2' : 'sr-only'}>
        {isLoading ? 'Loading…' : found.length === 0 ? (empty ?? 'Nothing found.') : `${found.length} found`}
      </p>
    </>
  );
}

interface OptionRowProps {
  id: string;
  option: ComboboxOption;
  index: number;
  isActive: boolean;
  isChosen: boolean;
  heading: string | undefined;
  onHover: () => void;
  onTake: () => void;
}

function OptionRow({ id, option, index, isActive, isChosen, heading, onHover, onTake }: OptionRowProps) {
  return (
    <>
      {heading ? (
        <div role="presentation" className="px-2 pt-2 pb-1 text-12 text-ink-3">
          {heading}
        </div>
      ) : null}
      <button
        type="button"
        id={id}
        role="option"
        tabIndex={-1}
        data-index={index}
        aria-selected={isChosen}
        onPointerMove={onHover}
        // The focus stays in the search, which holds the keys.
        onPointerDown={(event) => event.preventDefault()}
        onClick={onTake}
        className={clsx(
          'flex min-h-8 w-full items-center gap-2 rounded-box px-2 text-left text-14',
          isActive && 'bg-hover',
        )}
      >
        <Check aria-hidden size={14} className={clsx('shrink-0 text-accent-ink', !isChosen && 'invisible')} />
        <span className="grow truncate">{option.label}</span>
        {option.detail ? (
          <span className="shrink-0 text-12 text-ink-3 tabular-nums">{option.detail}</span>
        ) : null}
      </button>
    </>
  );
}

function offered({ options, isFreeTextAllowed, chosen }: ChoicesProps, typed: string): ComboboxOption[] {
  // What was chosen as free text is offered again, so that it can be taken out.
  const known = new Set(options.map((option) => option.value));
  const own = chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: value }));
  const found = matchOptions([...own, ...options], typed).slice(0, SHOWN_AT_MOST);
  const text = typed.trim();
  const isKnown = found.some((option) => option.value === text || option.label === text);
  return isFreeTextAllowed && text && !isKnown ? [...found, { value: text, label: `Use “${text}”` }] : found;
}

function labelOf(options: readonly ComboboxOption[], value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}
