/** One call as it was seen from the cloud's side. */
interface LoggedCall {
  sequence: number;
  at: string;
  service: string;
  operation: string;
  /** The role that called, or an access key. */
  principal: string;
  /** Code in it is only counted, and long texts are cut. */
  input: Record<string, unknown>;
  /** 0 while it has no answer, and for one that never gets any. */
  status: number;
  error?: string;
  fault?: string;
}

const KEPT = 20_000;
const KEPT_CHARACTERS = 500;

/** What was called, in the order in which it came; the newest 20,000. */
export class CallLog {
  private calls: LoggedCall[] = [];
  private sequence = 0;

  add(call: Omit<LoggedCall, 'sequence' | 'status'>): LoggedCall {
    this.sequence += 1;
    const logged = { ...call, input: withoutBytes(call.input), sequence: this.sequence, status: 0 };
    this.calls.push(logged);
    if (this.calls.length > KEPT * 1.5) this.calls = this.calls.slice(-KEPT);
    return logged;
  }

  after(sequence: number): LoggedCall[] {
    return this.calls.filter((call) => call.sequence > sequence);
  }
}

function withoutBytes(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]): [string, unknown] => {
      if (name === 'ZipFile') return [name, `${String(value).length} characters of base64`];
      if (typeof value === 'string') return [name, value.slice(0, KEPT_CHARACTERS)];
      const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
      return [name, isPlain ? withoutBytes(value as Record<string, unknown>) : value];
    }),
  );
}
