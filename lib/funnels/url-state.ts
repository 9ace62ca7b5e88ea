import { isTimeZone } from '#lib/core/time-zone';
import { readComparison, writeComparison } from '#lib/funnels/comparison';
import { isRange } from '#lib/funnels/period';
import {
  atom,
  type LinkFilter,
  type LinkStep,
  readAtom,
  readFilters,
  readStep,
  readSteps,
  writeFilters,
  writeStep,
  writeSteps,
} from '#lib/funnels/url-grammar';

export type Order = 'ordered' | 'strict' | 'any';
export type Unit = 'user' | 'session';

export interface DraftExclusion {
  step: LinkStep;
  /** Steps count from 1. */
  between: [number, number];
}

/** A definition while it is edited: everything is written out, and steps may still be without an event type. */
export interface Draft {
  feature: string | null;
  steps: LinkStep[];
  windowSeconds: number;
  order: Order;
  unit: Unit;
  breakdown: string | null;
  attribution: string | null;
  exclusions: DraftExclusion[];
  filters: LinkFilter[];
  holdConstant: string | null;
  cutAtEnd: boolean;
  /** What the answer stands beside: see `comparison`. */
  compare: string;
  /** `30d` for the last thirty days of the zone, today included, or `2026-01-01..2026-01-31`, both days included. */
  range: string;
  /** The zone whose days are meant. */
  timeZone: string;
}

export const EMPTY_STEP: LinkStep = { step: [''], filters: [], optional: false };

export const NEW_DRAFT: Draft = {
  feature: null,
  steps: [EMPTY_STEP, EMPTY_STEP],
  windowSeconds: 7 * 86_400,
  order: 'ordered',
  unit: 'user',
  breakdown: null,
  attribution: null,
  exclusions: [],
  filters: [],
  holdConstant: null,
  cutAtEnd: false,
  compare: 'none',
  range: '30d',
  timeZone: 'UTC',
};

interface Codec<T> {
  write: (value: T) => string;
  /** Null for a text that means nothing: a mistyped link falls back to the saved definition. */
  read: (text: string) => T | null;
}

const nullable: Codec<string | null> = {
  write: (value) => (value === null ? '' : value),
  read: (text) => (text === '' ? null : text),
};

function choice<T extends string>(...values: T[]): Codec<T> {
  return { write: (value) => value, read: (text) => values.find((value) => value === text) ?? null };
}

const flag: Codec<boolean> = {
  write: (value) => (value ? '1' : '0'),
  read: (text) => (text === '1' ? true : text === '0' ? false : null),
};

const UNITS = { d: 86_400, h: 3600, m: 60, s: 1 } as const;

export function writeWindow(seconds: number): string {
  const [unit, size] = Object.entries(UNITS).find(([, size]) => seconds % size === 0) ?? ['s', 1];
  return `${seconds / size}${unit}`;
}

export function readWindow(text: string): number | null {
  const [, count, unit] = /^(\d{1,9})([dhms])$/.exec(text) ?? [];
  return count === undefined ? null : Number(count) * UNITS[unit as keyof typeof UNITS];
}

const exclusions: Codec<DraftExclusion[]> = {
  write: (list) =>
    list.map(({ step, between }) => `${between[0]}-${between[1]}:${writeStep(step)}`).join(','),
  read: (text) => {
    const read = text === '' ? [] : text.split(',').map(readExclusion);
    return read.every((one) => one !== null) ? read : null;
  },
};

function readExclusion(text: string): DraftExclusion | null {
  const [, from, to, step = ''] = /^(\d{1,2})-(\d{1,2}):(.*)$/.exec(text) ?? [];
  return from === undefined ? null : { step: readStep(step), between: [Number(from), Number(to)] };
}

const CODECS = {
  feature: ['feature', nullable],
  steps: ['steps', { write: writeSteps, read: (text) => (text === '' ? null : readSteps(text)) }],
  windowSeconds: ['window', { write: writeWindow, read: readWindow }],
  order: ['order', choice<Order>('ordered', 'strict', 'any')],
  unit: ['unit', choice<Unit>('user', 'session')],
  breakdown: ['by', nullable],
  attribution: ['attribution', nullable],
  exclusions: ['without', exclusions],
  filters: ['where', { write: writeFilters, read: readFilters }],
  holdConstant: ['same', nullable],
  cutAtEnd: ['cut', flag],
  compare: ['compare', { write: writeComparison, read: readComparison }],
  range: ['range', { write: (value) => value, read: (text) => (isRange(text) ? text : null) }],
  timeZone: ['tz', { write: (value) => value, read: (text) => (isTimeZone(text) ? text : null) }],
} as const satisfies { [K in keyof Draft]: readonly [string, Codec<Draft[K]>] };

const FIELDS = Object.keys(CODECS) as (keyof Draft)[];

/** The parameters of a link that belong to the question. */
export const LINK_KEYS = FIELDS.map((field) => CODECS[field][0]);
export type LinkKey = (typeof LINK_KEYS)[number];
export type LinkParameters = Record<LinkKey, string | null>;

/** Only what differs from `base` is written; the rest is null, so that a link stays short and follows the saved funnel. */
export function writeLink(draft: Draft, base: Draft): LinkParameters {
  const entries = FIELDS.map((field) => {
    const text = writeField(field, draft);
    return [CODECS[field][0], text === writeField(field, base) ? null : text];
  });
  return Object.fromEntries(entries) as LinkParameters;
}

/** The inverse of `writeLink`: what a link does not say, or says wrongly, is as in `base`. */
export function readLink(parameters: Partial<LinkParameters>, base: Draft): Draft {
  const overrides = FIELDS.flatMap((field) => {
    const [key, codec] = CODECS[field];
    const text = parameters[key];
    const value = text === null || text === undefined ? null : codec.read(text);
    const clears = text === '' && (base[field] === null || typeof base[field] === 'string');
    return value === null && !clears ? [] : [[field, value]];
  });
  return { ...base, ...Object.fromEntries(overrides) };
}

function writeField<K extends keyof Draft>(field: K, draft: Draft): string {
  // The table pairs each field with its own codec; TypeScript forgets the pairing once the field is a variable.
  const codec = CODECS[field][1] as unknown as Codec<Draft[K]>;
  return codec.write(draft[field]);
}

/** A column and a kind of outcome whose people are shown: `2.dropped`. */
export interface PeopleChoice {
  step: number;
  outcome: 'converted' | 'dropped' | 'pending';
  /** Undefined for everybody; a breakdown's value, null for those without one. */
  value?: string | null;
}

export function writePeople(choiceOfPeople: PeopleChoice): string {
  const { step, outcome, value } = choiceOfPeople;
  const suffix = value === undefined ? '' : value === null ? '.' : `.=${atom(value)}`;
  return `${step}.${outcome}${suffix}`;
}

export function readPeople(text: string | null): PeopleChoice | null {
  const found = /^(\d{1,2})\.(converted|dropped|pending)(?:\.(=.*)?)?$/.exec(text ?? '');
  if (!found) return null;
  const [whole, step, outcome, value] = found;
  const parsed = { step: Number(step), outcome: outcome as PeopleChoice['outcome'] };
  if (value !== undefined) return { ...parsed, value: readAtom(value.slice(1)) };
  return whole.endsWith('.') ? { ...parsed, value: null } : parsed;
}

/** The page of a saved funnel over days of a zone. */
export function funnelLink(
  id: string,
  { range, timeZone }: Pick<Draft, 'range' | 'timeZone'>,
  more: Partial<LinkParameters> = {},
): string {
  const zone = timeZone === NEW_DRAFT.timeZone ? {} : { tz: timeZone };
  const given = Object.entries(more).filter((entry): entry is [string, string] => entry[1] !== null);
  return `/funnels/${id}?${new URLSearchParams({ range, ...zone, ...Object.fromEntries(given) })}`;
}
