const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;

// Sync, Query, Flush, CopyDone, CopyFail: the messages after which a server has something to do.
const EXECUTING = new Set(['S', 'Q', 'H', 'c', 'f']);

type Step =
  | { kind: 'run'; message: Buffer; rest: Buffer }
  | { kind: 'encryption'; rest: Buffer }
  | { kind: 'end'; rest: Buffer }
  | { kind: 'incomplete'; rest: Buffer };

/**
 * Cuts the next piece of work off what a Postgres client has sent so far: everything up to the first message that
 * asks the server to act. Before the start-up message there are no type bytes, and the client may ask for
 * encryption first.
 */
export function splitMessages(received: Buffer, hasStarted: boolean): Step {
  return hasStarted ? splitStarted(received) : splitStartUp(received);
}

function splitStartUp(received: Buffer): Step {
  const length = received.length >= 8 ? received.readInt32BE(0) : Number.POSITIVE_INFINITY;
  if (received.length < length) return { kind: 'incomplete', rest: received };
  const rest = received.subarray(length);
  const code = received.readInt32BE(4);
  if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: 'encryption', rest };
  if (code === CANCEL_REQUEST) return { kind: 'end', rest };
  return { kind: 'run', message: received.subarray(0, length), rest };
}

function splitStarted(received: Buffer): Step {
  let offset = 0;
  while (received.length >= offset + 5) {
    const end = offset + 1 + received.readInt32BE(offset + 1);
    if (received.length < end) break;
    const type = String.fromCharCode(received[offset] ?? 0);
    if (type === 'X') return { kind: 'end', rest: received.subarray(end) };
    if (EXECUTING.has(type)) {
      return { kind: 'run', message: received.subarray(0, end), rest: received.subarray(end) };
    }
    offset = end;
  }
  return { kind: 'incomplete', rest: received };
}
