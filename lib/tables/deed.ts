/** How something that was done to a table ended, once nobody has to guess any more. */
export type Deed<T> = { outcome: 'done'; value: T } | { outcome: 'refused'; why: string };

export function refused(why: string): { outcome: 'refused'; why: string } {
  return { outcome: 'refused', why };
}
