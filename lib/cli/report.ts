interface Outcome {
  title: string;
  passed: boolean;
  seconds: number;
}

/** Collects what passed and what failed, says so as it happens, and again in a table at the end. */
export class Report {
  readonly #outcomes: Outcome[] = [];
  readonly #begun = performance.now();
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void = (text) => process.stdout.write(text)) {
    this.#write = write;
  }

  get hasFailed(): boolean {
    return this.#outcomes.some((outcome) => !outcome.passed);
  }

  /** Runs one part; `work` answers whether it passed and what to show if it did not. A throw is a failure too. */
  async run(title: string, work: () => Promise<{ passed: boolean; output: string }>): Promise<boolean> {
    const begun = performance.now();
    this.#write(`▸ ${title}\n`);
    const { passed, output } = await work().catch((error: unknown) => ({
      passed: false,
      output: error instanceof Error ? error.message : String(error),
    }));
    const seconds = (performance.now() - begun) / 1000;
    this.#outcomes.push({ title, passed, seconds });
    if (!passed) this.#write(`${output.trimEnd()}\n`);
    this.#write(`${mark(passed)} ${title} (${seconds.toFixed(1)} s)\n`);
    return passed;
  }

  /** The table of all parts, and the verdict in one line. */
  summary(): string {
    const rows = this.#outcomes.map(
      ({ title, passed, seconds }) =>
        `  ${mark(passed)} ${title.padEnd(48)} ${seconds.toFixed(1).padStart(7)} s`,
    );
    const failed = this.#outcomes.filter((outcome) => !outcome.passed).length;
    const minutes = (performance.now() - this.#begun) / 60_000;
    const verdict = failed === 0 ? 'All passed' : `${failed} of ${this.#outcomes.length} failed`;
    return `\n${rows.join('\n')}\n\n${verdict} after ${minutes.toFixed(1)} min\n`;
  }
}

function mark(passed: boolean): string {
  return passed ? '✓' : '✗';
}
