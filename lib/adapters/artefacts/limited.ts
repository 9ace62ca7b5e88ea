import { AppError } from '#lib/core/errors';

/**
 * The same bytes, as long as they are no more than allowed.
 *
 * @throws AppError `too_large` at the first byte beyond `mostBytes`.
 */
export async function* limited(
  body: AsyncIterable<Uint8Array>,
  mostBytes: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw tooLarge(mostBytes);
    yield chunk;
  }
}

function tooLarge(mostBytes: number): AppError {
  return new AppError(
    'too_large',
    `The package is larger than ${mostBytes / 1024 ** 2} MiB, which is all that AWS Lambda takes directly. Put it into S3 and name the object.`,
  );
}
