/** Where a floating box stands relative to what it belongs to. */
export type Side = 'top' | 'bottom';
export type Align = 'start' | 'center' | 'end';

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Size {
  width: number;
  height: number;
}

const GAP = 6;
const MARGIN = 8;

/**
 * The left and top of a floating box, in pixels of the viewport: on the wanted side if it fits there or fits
 * nowhere, else on the other; moved sideways until it is inside.
 */
export function placeBox(
  anchor: Box,
  box: Size,
  viewport: Size,
  wanted: { side: Side; align: Align },
): { left: number; top: number } {
  const below = anchor.top + anchor.height + GAP;
  const above = anchor.top - GAP - box.height;
  const fitsBelow = below + box.height <= viewport.height - MARGIN;
  const fitsAbove = above >= MARGIN;
  const isBelow = wanted.side === 'bottom' ? fitsBelow || !fitsAbove : fitsBelow && !fitsAbove;
  const room = anchor.width - box.width;
  const shift = wanted.align === 'start' ? 0 : wanted.align === 'center' ? room / 2 : room;
  const rightmost = viewport.width - MARGIN - box.width;
  return {
    left: Math.max(MARGIN, Math.min(anchor.left + shift, rightmost)),
    top: Math.max(MARGIN, isBelow ? below : above),
  };
}
