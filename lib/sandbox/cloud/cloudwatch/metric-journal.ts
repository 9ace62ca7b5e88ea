import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { durationSumOf, type Increment, type InvocationRow } from '#lib/sandbox/cloud/cloudwatch/invocations';
import { keyOf, type Metric } from '#lib/sandbox/cloud/cloudwatch/metric';
import { NO_SAMPLES, type Samples, together } from '#lib/sandbox/cloud/cloudwatch/statistic';

type InvocationEntry = [functionName: string, at: number, resource: string, version: string, more: Increment];
type SamplesEntry = [metric: Metric, at: number, samples: Samples];

interface Readers {
  invocation(...entry: InvocationEntry): void;
  samples(...entry: SamplesEntry): void;
}

/** What was added to metrics, on disk: lines that are added up again at the next start. */
export class MetricJournal {
  private readonly file: string;
  private descriptor: number | undefined;
  private bytes = 0;
  private invocations = new Map<string, InvocationEntry>();
  private samples = new Map<string, SamplesEntry>();

  constructor(folder: string, readers: Readers) {
    this.file = path.join(folder, 'metrics.ndjson');
    if (!existsSync(this.file)) return;
    const text = readFileSync(this.file, 'utf8');
    for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
      if (line === '') continue;
      const entry = JSON.parse(line) as InvocationEntry | SamplesEntry;
      if (typeof entry[0] === 'string') readers.invocation(...(entry as InvocationEntry));
      else readers.samples(...(entry as SamplesEntry));
    }
  }

  /** Starts the file anew with what is known now, so nothing is left to write. */
  rewrite(
    rows: Iterable<[functionName: string, minute: number, row: InvocationRow]>,
    series: Iterable<{ metric: Metric; minutes: Map<number, Samples> }>,
  ): void {
    const lines: string[] = [];
    for (const [name, minute, { resource, version, ...more }] of rows) {
      lines.push(`${JSON.stringify([name, minute, resource, version, more])}\n`);
    }
    for (const { metric, minutes } of series) {
      for (const [minute, samples] of minutes) lines.push(`${JSON.stringify([metric, minute, samples])}\n`);
    }
    this.invocations = new Map();
    this.samples = new Map();
    writeFileSync(`${this.file}.new`, lines.join(''));
    renameSync(`${this.file}.new`, this.file);
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.bytes = 0;
    this.descriptor = openSync(this.file, 'a');
  }

  /** Adds what is about the same minute and name, so that a busy minute is a few lines. */
  noteInvocation(...[functionName, minute, resource, version, more]: InvocationEntry): void {
    const key = `${functionName} ${minute} ${resource} ${version}`;
    const before = this.invocations.get(key)?.[4] ?? {};
    const sum = {
      invocations: (before.invocations ?? 0) + (more.invocations ?? 0),
      errors: (before.errors ?? 0) + (more.errors ?? 0),
      throttles: (before.throttles ?? 0) + (more.throttles ?? 0),
      durations: before.durations ?? [],
      durationSum: durationSumOf(before) + durationSumOf(more),
    };
    sum.durations.push(...(more.durations ?? []));
    this.invocations.set(key, [functionName, minute, resource, version, sum]);
  }

  noteSamples(...[metric, minute, samples]: SamplesEntry): void {
    const key = `${keyOf(metric)} ${minute}`;
    const before = this.samples.get(key)?.[2] ?? NO_SAMPLES;
    this.samples.set(key, [metric, minute, together(before, samples)]);
  }

  /** How much has been written since the file was last started anew. */
  get grownBytes(): number {
    return this.bytes;
  }

  flush(): void {
    const entries = [...this.invocations.values(), ...this.samples.values()];
    if (entries.length === 0 || this.descriptor === undefined) return;
    this.bytes += writeSync(this.descriptor, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    this.invocations = new Map();
    this.samples = new Map();
  }
}
