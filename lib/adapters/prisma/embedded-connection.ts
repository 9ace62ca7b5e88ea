import net from 'node:net';
import type { Duplex } from 'node:stream';
import { SocketLike } from '#lib/adapters/prisma/socket-like';

/** The far end of a connection: a stream in this process, or a socket to the process that runs the engine. */
export type Transport = Duplex;

/**
 * A connection whose far end is found at the moment of connecting, as the stream that node-postgres expects. So a
 * pool outlives a change of the process that runs the engine.
 */
export class EmbeddedConnection extends SocketLike {
  private far: Transport | null = null;

  constructor(private readonly findFarEnd: () => Promise<Transport>) {
    super();
  }

  override connect(): this {
    this.findFarEnd().then(
      (far) => this.attach(far),
      (error: Error) => this.destroy(error),
    );
    return this;
  }

  override ref(): this {
    if (this.far instanceof net.Socket) this.far.ref();
    return this;
  }

  override unref(): this {
    if (this.far instanceof net.Socket) this.far.unref();
    return this;
  }

  override _read(): void {
    this.far?.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.far) this.far.write(chunk, encoding, done);
    else done(new Error('This connection is not open.'));
  }

  override _final(done: () => void): void {
    if (this.far) this.far.end(done);
    else done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.far?.destroy();
    done(error);
  }

  private attach(far: Transport): void {
    if (this.destroyed) {
      far.destroy();
      return;
    }
    this.far = far;
    far.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) far.pause();
    });
    far.once('end', () => this.push(null));
    far.once('error', (error) => this.destroy(error));
    far.once('close', () => this.destroy());
    this.emit('connect');
  }
}
