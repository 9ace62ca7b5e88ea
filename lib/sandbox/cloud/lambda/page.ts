import { invalid } from '#lib/sandbox/cloud/lambda/refusals';

/** Lists come at most fifty at a time, whatever is asked for. */
const MOST = 50;

/**
 * One page of a list, and the marker of the next.
 *
 * @throws WireError when the marker is none of ours
 */
export function pageOf<T>(
  items: readonly T[],
  { Marker, MaxItems }: { Marker?: string | undefined; MaxItems?: number | undefined },
): { items: T[]; NextMarker?: string } {
  const from = Marker === undefined ? 0 : Number(Buffer.from(Marker, 'base64').toString('utf8'));
  if (!Number.isSafeInteger(from) || from < 0) throw invalid('The marker is invalid.');
  const to = from + Math.min(MaxItems ?? MOST, MOST);
  const page = items.slice(from, to);
  return to < items.length
    ? { items: page, NextMarker: Buffer.from(String(to)).toString('base64') }
    : { items: page };
}
