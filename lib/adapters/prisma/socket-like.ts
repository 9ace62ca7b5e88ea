import { Duplex } from 'node:stream';

/** A stream with what node-postgres asks of a socket besides; there is no network, so most of it means nothing. */
export abstract class SocketLike extends Duplex {
  abstract connect(): this;

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
