import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeBox } from '#components/ui/placement';

const VIEW = { width: 400, height: 300 };
const anchorAt = (left: number, top: number) => ({ left, top, width: 100, height: 20 });

describe('placeBox', () => {
  it('stands below its anchor, at its start', () => {
    expect(
      placeBox(anchorAt(50, 50), { width: 80, height: 60 }, VIEW, { side: 'bottom', align: 'start' }),
    ).toEqual({
      left: 50,
      top: 76,
    });
  });

  it('stands above when there is no room below', () => {
    expect(
      placeBox(anchorAt(50, 250), { width: 80, height: 60 }, VIEW, { side: 'bottom', align: 'end' }),
    ).toEqual({
      left: 70,
      top: 184,
    });
  });

  it('is centred above when that is asked', () => {
    expect(
      placeBox(anchorAt(50, 150), { width: 60, height: 30 }, VIEW, { side: 'top', align: 'center' }),
    ).toEqual({
      left: 70,
      top: 114,
    });
  });

  it('never leaves the window sideways when it fits', () => {
    const number = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(
        number(400),
        number(300),
        number(380),
        fc.constantFrom('start', 'center', 'end'),
        (x, y, width, align) => {
          const { left } = placeBox(anchorAt(x, y), { width, height: 40 }, VIEW, { side: 'bottom', align });
          expect(left).toBeGreaterThanOrEqual(8);
          expect(left + width).toBeLessThanOrEqual(392);
        },
      ),
    );
  });
});
