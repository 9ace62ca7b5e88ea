import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { SocketLike } from '#lib/adapters/prisma/socket-like';
import { splitMessages } from '#lib/adapters/prisma/wire-messages';

const ROLLBACK = simpleQuery('ROLLBACK');
const tails = new WeakMap<PGlite, Promise<void>>();

/**
 * A connection to a PGlite in this process, as the stream that node-postgres expects of a socket. It owns the engine
 * from its first message until the engine says that it is idle again, so transactions never interleave. One that
 * ends in the middle of a transaction is rolled back.
 */
export class PGliteStream extends SocketLike {
  private pending: Buffer = Buffer.alloc(0);
  private hasStarted = false;
  private release: (() => void) | null = null;

  constructor(private readonly engine: PGlite) {
    super();
  }

  /** Whether this connection keeps all others waiting. */
  get ownsEngine(): boolean {
    return this.release !== null;
  }

  override connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    this.drain().then(() => done(), done);
  }

  override _final(done: (error?: Error) => void): void {
    this.rollBack().then(() => done(), done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.rollBack().then(
      () => done(error),
      () => done(error),
    );
  }

  private async drain(): Promise<void> {
    for (;;) {
      const step = splitMessages(this.pending, this.hasStarted);
      this.pending = step.rest;
      if (step.kind === 'incomplete') return;
      if (step.kind === 'encryption') this.push('N');
      else if (step.kind === 'end') {
        await this.rollBack();
        this.push(null);
        return;
      } else {
        this.hasStarted = true;
        await this.execute(step.message);
      }
    }
  }

  private async execute(message: Buffer): Promise<void> {
    this.release ??= await take(this.engine);
    // The connection may have gone while it waited for its turn.
    if (this.destroyed) return this.rollBack();
    const answer = Buffer.from(await this.engine.execProtocolRaw(new Uint8Array(message)));
    if (answer.length > 0 && !this.destroyed) this.push(answer);
    if (endsIdle(answer)) this.free();
  }

  private async rollBack(): Promise<void> {
    if (!this.release) return;
    try {
      await this.engine.execProtocolRaw(ROLLBACK);
    } finally {
      this.free();
    }
  }

  private free(): void {
    const release = this.release;
    this.release = null;
    release?.();
  }
}

/** A pool whose connections stay inside this process. */
export function pglitePool(engine: PGlite, config: pg.PoolConfig = {}): pg.Pool {
  return new pg.Pool({ ...EMBEDDED, stream: () => new PGliteStream(engine), ...config });
}

/** What any connection to the embedded database says of itself; it has one user and needs no password. */
export const EMBEDDED = {
  user: 'postgres',
  database: 'postgres',
  password: '',
  ssl: false,
  max: 10,
} as const;

/** Waits for the engine; resolves to what gives it back. */
async function take(engine: PGlite): Promise<() => void> {
  const before = tails.get(engine) ?? Promise.resolve();
  const { promise, resolve } = withResolvers();
  tails.set(
    engine,
    before.then(() => promise),
  );
  await before;
  return resolve;
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** ReadyForQuery comes last: `Z`, the length 5, and `I` outside a transaction. */
function endsIdle(answer: Buffer): boolean {
  return answer.length >= 6 && answer.at(-6) === 0x5a && answer.at(-1) === 0x49;
}

function simpleQuery(text: string): Uint8Array {
  const body = Buffer.from(`${text}\0`);
  const message = Buffer.alloc(5 + body.length);
  message.write('Q');
  message.writeInt32BE(4 + body.length, 1);
  body.copy(message, 5);
  return new Uint8Array(message);
}
