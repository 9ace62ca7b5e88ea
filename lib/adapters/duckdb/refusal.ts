import { AppError } from '#lib/core/errors';

interface Circumstances {
  label: string;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  memory: string;
  hasTimedOut: boolean;
}

const OUT_OF_MEMORY =
  /out of memory|could not allocate|failed to (allocate|offload|pin)|max_temp_directory_size/i;
const ENGINE_GONE = /database has been invalidated|connection (was never|has been) (established|closed)/i;

/** What the asker is told when the engine gave up; anything that is no circumstance of running is a defect. */
export function refusalOf(error: unknown, asked: Circumstances): unknown {
  if (asked.signal?.aborted) return asked.signal.reason;
  if (asked.hasTimedOut) {
    const seconds = Math.round(asked.timeoutMs / 100) / 10;
    return new AppError(
      'timeout',
      `The question took longer than ${seconds} s and was stopped; narrow the period or the filters.`,
    );
  }
  const message = error instanceof Error ? error.message : '';
  if (OUT_OF_MEMORY.test(message)) {
    return new AppError(
      'unprocessable',
      `The question needs more memory than ${asked.memory}; narrow the period or raise WAREHOUSE_MEMORY.`,
      { cause: error },
    );
  }
  if (ENGINE_GONE.test(message)) {
    return new AppError('unavailable', 'The analytics engine is not available; try again in a moment.', {
      cause: error,
    });
  }
  return error;
}
