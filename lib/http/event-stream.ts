/** One message of a stream of server-sent events. */
interface Message {
  id: string;
}

const RETRY_MS = 2_000;
const BEATS_PER_COMMENT = 20;

/**
 * Serves messages as server-sent events, each with its id, so that a browser that lost the connection asks for what
 * comes after the last one it saw. Null is a beat without news; every so many are sent as a comment, which keeps
 * proxies from closing the stream.
 */
export function eventStream(messages: AsyncGenerator<Message | null>): Response {
  const encoder = new TextEncoder();
  let beats = 0;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`)),
    pull: async (controller) => {
      for (;;) {
        const { done, value } = await messages.next();
        if (done) {
          // Without it a browser takes the end for a broken connection, and comes back.
          controller.enqueue(encoder.encode('event: end\ndata: {}\n\n'));
          return controller.close();
        }
        const text = value ? `id: ${value.id}\ndata: ${JSON.stringify(value)}\n\n` : beat();
        if (text !== '') return controller.enqueue(encoder.encode(text));
      }
    },
    cancel: async () => {
      await messages.return(undefined);
    },
  });
  const beat = () => {
    beats += 1;
    return beats % BEATS_PER_COMMENT === 0 ? ': still here\n\n' : '';
  };
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  });
}

/** What a browser that comes back has seen last; 0 for one that comes first, or says nonsense. */
export function lastEventId(request: Request): bigint {
  const text = request.headers.get('last-event-id') ?? '';
  return /^\d{1,18}$/.test(text) ? BigInt(text) : 0n;
}
