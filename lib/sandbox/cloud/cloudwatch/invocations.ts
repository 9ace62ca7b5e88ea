/** What happened to one function in one minute through one name of it. */
export interface InvocationRow {
  /** `function` or `function:alias`. */
  resource: string;
  /** The version that an alias led to; none when it was called by another name. */
  version: string;
  invocations: number;
  errors: number;
  throttles: number;
  /** Milliseconds; of old minutes evenly chosen ones stand for all. */
  durations: number[];
  durationSum: number;
}

/** What comes on top; the sum need only be said when the durations stand for more than themselves. */
export type Increment = Partial<Omit<InvocationRow, 'resource' | 'version'>>;

const MINUTE = 60_000;
/** How many durations stand for all those of an old minute: enough for percentiles in steps of five. */
const THINNED = 20;

/** Invocations by function and minute, from which the metrics of `AWS/Lambda` are made. */
export class Invocations {
  private readonly functions = new Map<string, Map<number, InvocationRow[]>>();
  /** Names come again each minute; one text of each is enough. */
  private readonly texts = new Map<string, string>();

  /** `at` is when the call started, in epoch milliseconds: its minute is the one that counts. */
  add(functionName: string, at: number, resource: string, version: string, more: Increment): void {
    const minutes = this.functions.get(functionName) ?? new Map<number, InvocationRow[]>();
    this.functions.set(functionName, minutes);
    const minute = at - (at % MINUTE);
    const rows = minutes.get(minute) ?? [];
    if (rows.length === 0) minutes.set(minute, rows);
    let row = rows.find((one) => one.resource === resource && one.version === version);
    if (!row) {
      row = emptyRow(this.textOf(resource), this.textOf(version));
      rows.push(row);
    }
    row.invocations += more.invocations ?? 0;
    row.errors += more.errors ?? 0;
    row.throttles += more.throttles ?? 0;
    for (const duration of more.durations ?? []) row.durations.push(duration);
    row.durationSum += durationSumOf(more);
  }

  rows(functionName: string, minute: number): InvocationRow[] {
    return this.functions.get(functionName)?.get(minute) ?? [];
  }

  clear(): void {
    this.functions.clear();
  }

  /** Keeps of each minute before `before` only what percentiles need, and nothing from before `oldest`. */
  thin(before: number, oldest: number): void {
    for (const minutes of this.functions.values()) {
      for (const [minute, rows] of minutes) {
        if (minute < oldest) minutes.delete(minute);
        else if (minute < before) for (const row of rows) thinRow(row);
      }
    }
  }

  *all(): Generator<[functionName: string, minute: number, row: InvocationRow]> {
    for (const [name, minutes] of this.functions) {
      for (const [minute, rows] of minutes) for (const row of rows) yield [name, minute, row];
    }
  }

  private textOf(text: string): string {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    this.texts.set(text, text);
    return text;
  }
}

export function durationSumOf({ durations = [], durationSum }: Increment): number {
  return durationSum ?? durations.reduce((sum, duration) => sum + duration, 0);
}

function emptyRow(resource: string, version: string): InvocationRow {
  return { resource, version, invocations: 0, errors: 0, throttles: 0, durations: [], durationSum: 0 };
}

function thinRow(row: InvocationRow): void {
  if (row.durations.length <= THINNED) return;
  const sorted = row.durations.sort((a, b) => a - b);
  row.durations = Array.from(
    { length: THINNED },
    (_, at) => sorted[Math.ceil(((at + 1) / THINNED) * sorted.length) - 1] ?? 0,
  );
}
