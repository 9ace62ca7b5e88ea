/**
 * Keeps answers that are costly to work out. Equal keys asked at the same time are worked out once; the work is
 * cancelled when everybody who waits for it has gone.
 */
export interface Answers {
  /**
   * @param key names the question and the version of the data it reads; equal keys must have equal answers.
   * @returns the answer and whether it was there already.
   */
  once<T>(
    key: string,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<{ value: T; cached: boolean }>;
}
