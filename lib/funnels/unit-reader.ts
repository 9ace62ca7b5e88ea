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

/** What all events of a row share. */
interface RowValues {
  high: number;
  held: number;
  broken: number;
}

const NO_VALUES: RowValues = { high: 0, held: 0, broken: 0 };

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
      this.unit.count = 0;
      // One number holds time and steps, so sorting it sorts ties by step as well.
      sortRange(values, from, end);
      this.append(values, from, end, NO_VALUES);
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
      this.append(values, from, end, { high: columns.high[row] ?? 0, held, broken });
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

  private append(packed: Float64Array, from: number, end: number, row: RowValues): void {
    this.reserve(this.unit.count + end - from);
    const { unit, scale, packing } = this;
    const { high, held, broken } = row;
    for (let i = from; i < end; i += 1) {
      const number = packed[i] ?? 0;
      const offset = Math.floor(number / scale);
      const mask = number - offset * scale + high * scale;
      const excluded = Math.floor(mask / this.steps);
      unit.times[unit.count] = packing.base + offset;
      unit.steps[unit.count] = mask - excluded * this.steps;
      unit.excluded[unit.count] = excluded;
      unit.held[unit.count] = held;
      unit.broken[unit.count] = broken;
      unit.count += 1;
    }
  }

  private hand(): void {
    const { unit } = this;
    unit.hasExclusions = false;
    unit.hasHardTies = false;
    for (let i = 0; i < unit.count; i += 1) {
      if (unit.excluded[i] !== 0) unit.hasExclusions = true;
      if (i > 0 && unit.times[i] === unit.times[i - 1]) {
        const masks = [unit.steps[i] ?? 0, unit.steps[i - 1] ?? 0];
        if (masks.some((mask) => (mask & (mask - 1)) !== 0)) unit.hasHardTies = true;
      }
    }
    this.onUnit(unit, this.name);
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

/** By time, and at one instant by step. */
function sortUnit(unit: UnitEvents): void {
  const { count, times, steps } = unit;
  const order = Array.from({ length: count }, (_, i) => i);
  order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || (steps[a] ?? 0) - (steps[b] ?? 0));
  for (const column of [times, steps, unit.excluded, unit.held, unit.broken]) {
    const before = column.slice(0, count);
    for (const [to, from] of order.entries()) column[to] = before[from] ?? 0;
  }
}

function textOf(text: string | null | undefined, number: number | undefined): string | null {
  if (number !== undefined && !Number.isNaN(number)) return String(number);
  return text ?? null;
}
