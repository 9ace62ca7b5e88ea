import type { Batch } from '#lib/core/warehouse';
import type { Labels } from '#lib/funnels/labels';
import type { Packing } from '#lib/funnels/sql';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';

/** The columns of a lean answer, and of a full one. */
export const LEAN_COLUMNS = { events: 'numbers' } as const;
export const FULL_COLUMNS = {
  unit: 'text',
  person: 'text',
  held: 'text',
  held_number: 'number',
  broken: 'text',
  broken_number: 'number',
  high: 'number',
  events: 'numbers',
} as const;

/** Whose events they are: null in a lean answer, where nobody asked. */
export interface UnitName {
  unit: string;
  person: string | null;
}

// Up to here moving a few numbers beats a call that needs a view of them.
const FEW = 40;

type OnUnit = (unit: UnitEvents, name: UnitName | null) => void;

/** Unpacks an answer into one unit after the other. The events it hands out are overwritten by the next unit's. */
export class UnitReader {
  private unit = emptyUnit(64);
  private name: UnitName | null = null;
  private readonly scale: number;
  private readonly steps: number;

  constructor(
    private readonly packing: Packing,
    private readonly held: Labels,
    private readonly broken: Labels,
    private readonly onUnit: OnUnit,
  ) {
    this.scale = 2 ** packing.lowBits;
    this.steps = 2 ** packing.stepCount;
  }

  /** Each row is a unit of its own. */
  readLean({ rowCount, columns }: Batch<typeof LEAN_COLUMNS>): void {
    const { values, ends } = columns.events;
    for (let row = 0, from = 0; row < rowCount; row += 1) {
      const end = ends[row] ?? from;
      // One number holds time and steps, so sorting it sorts ties by step as well.
      sortRange(values, from, end);
      this.unit.count = 0;
      this.reserve(end - from);
      this.append(values, from, end, 0);
      this.hand();
      from = end;
    }
  }

  /** Rows of one unit follow one another; `finish` hands out the last one. */
  readFull({ rowCount, columns }: Batch<typeof FULL_COLUMNS>): void {
    const { values, ends } = columns.events;
    for (let row = 0, from = 0; row < rowCount; row += 1) {
      const end = ends[row] ?? from;
      const unit = columns.unit[row] ?? '';
      if (this.name?.unit !== unit) {
        this.finish();
        this.name = { unit, person: columns.person[row] ?? null };
      }
      const held = this.held.numberOf(textOf(columns.held[row], columns.held_number[row]));
      const broken = this.broken.numberOf(textOf(columns.broken[row], columns.broken_number[row]));
      const { count } = this.unit;
      this.reserve(count + end - from);
      this.append(values, from, end, columns.high[row] ?? 0);
      this.unit.held.fill(held, count, this.unit.count);
      this.unit.broken.fill(broken, count, this.unit.count);
      from = end;
    }
  }

  finish(): void {
    if (!this.name) return;
    sortUnit(this.unit);
    this.hand();
    this.name = null;
    this.unit.count = 0;
  }

  private append(packed: Float64Array, from: number, end: number, high: number): void {
    const { scale, steps: stepsScale } = this;
    const { base } = this.packing;
    const { times, steps, excluded } = this.unit;
    let { count } = this.unit;
    for (let i = from; i < end; i += 1) {
      const number = packed[i] ?? 0;
      const offset = Math.floor(number / scale);
      const mask = number - offset * scale + high * scale;
      const beyond = mask < stepsScale ? 0 : Math.floor(mask / stepsScale);
      times[count] = base + offset;
      steps[count] = mask - beyond * stepsScale;
      excluded[count] = beyond;
      count += 1;
    }
    this.unit.count = count;
  }

  private hand(): void {
    const { count, times, steps, excluded } = this.unit;
    let anyExcluded = 0;
    let hasHardTies = false;
    for (let i = 0; i < count; i += 1) {
      anyExcluded |= excluded[i] ?? 0;
      if (i === 0 || times[i] !== times[i - 1]) continue;
      hasHardTies ||= servesSeveral(steps[i] ?? 0) || servesSeveral(steps[i - 1] ?? 0);
    }
    this.unit.hasExclusions = anyExcluded !== 0;
    this.unit.hasHardTies = hasHardTies;
    this.onUnit(this.unit, this.name);
  }

  private reserve(count: number): void {
    if (count <= this.unit.times.length) return;
    const larger = emptyUnit(Math.max(count, this.unit.times.length * 2));
    larger.times.set(this.unit.times);
    larger.steps.set(this.unit.steps);
    larger.excluded.set(this.unit.excluded);
    larger.held.set(this.unit.held);
    larger.broken.set(this.unit.broken);
    larger.count = this.unit.count;
    this.unit = larger;
  }
}

function emptyUnit(capacity: number): UnitEvents {
  return {
    count: 0,
    times: new Float64Array(capacity),
    steps: new Uint32Array(capacity),
    excluded: new Uint32Array(capacity),
    held: new Int32Array(capacity),
    broken: new Int32Array(capacity),
    hasExclusions: false,
    hasHardTies: false,
  };
}

/** Sorts a part of `values` in place. */
function sortRange(values: Float64Array, from: number, end: number): void {
  if (end - from > FEW) {
    values.subarray(from, end).sort();
    return;
  }
  for (let i = from + 1; i < end; i += 1) {
    const value = values[i] ?? 0;
    let place = i;
    for (; place > from && (values[place - 1] ?? 0) > value; place -= 1)
      values[place] = values[place - 1] ?? 0;
    values[place] = value;
  }
}

function servesSeveral(mask: number): boolean {
  return (mask & (mask - 1)) !== 0;
}

/** By time, and at one instant by step. */
function sortUnit(unit: UnitEvents): void {
  if (unit.count <= FEW) {
    for (let i = 1; i < unit.count; i += 1) {
      for (let place = i; place > 0 && compareEvents(unit, place - 1, place) > 0; place -= 1)
        swapEvents(unit, place - 1, place);
    }
    return;
  }
  const order = Uint32Array.from({ length: unit.count }, (_, i) => i);
  order.sort((a, b) => compareEvents(unit, a, b));
  for (const column of columnsOf(unit)) {
    const before = column.slice(0, unit.count);
    for (let to = 0; to < order.length; to += 1) column[to] = before[order[to] ?? 0] ?? 0;
  }
}

function compareEvents({ times, steps }: UnitEvents, a: number, b: number): number {
  return (times[a] ?? 0) - (times[b] ?? 0) || (steps[a] ?? 0) - (steps[b] ?? 0);
}

function swapEvents(unit: UnitEvents, a: number, b: number): void {
  swap(unit.times, a, b);
  swap(unit.steps, a, b);
  swap(unit.excluded, a, b);
  swap(unit.held, a, b);
  swap(unit.broken, a, b);
}

function swap(column: Float64Array | Uint32Array | Int32Array, a: number, b: number): void {
  const kept = column[a] ?? 0;
  column[a] = column[b] ?? 0;
  column[b] = kept;
}

function columnsOf({ times, steps, excluded, held, broken }: UnitEvents) {
  return [times, steps, excluded, held, broken];
}

function textOf(text: string | null | undefined, number: number | undefined): string | null {
  if (number !== undefined && !Number.isNaN(number)) return String(number);
  return text ?? null;
}
