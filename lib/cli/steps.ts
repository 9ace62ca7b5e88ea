/** Writes numbered steps with their times: what is done, what was unchanged, and what takes long while it does. */
export class Steps {
  readonly #total: number;
  readonly #write: (text: string) => void;
  #number = 0;

  constructor(total: number, write: (text: string) => void = (text) => process.stdout.write(text)) {
    this.#total = total;
    this.#write = write;
  }

  /** Runs one step; `work` answers what to say about it. Every ten seconds it says that it is still at it. */
  async run(title: string, work: () => Promise<string>): Promise<void> {
    this.#number += 1;
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    this.#write(`[${this.#number}/${this.#total}] ${title} …\n`);
    const beat = setInterval(() => this.#write(`      … ${seconds().toFixed(0)} s\n`), 10_000);
    try {
      const said = await work();
      this.#write(`      ${said} (${seconds().toFixed(1)} s)\n`);
    } finally {
      clearInterval(beat);
    }
  }
}
