import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DigestDrawing } from '#components/dashboards/pictures/digest-drawing';
import type { DigestPicture } from '#lib/dashboards/digest-answers';

const week = {
  start: '2026-02-23',
  active: 9,
  new: 2,
  returning: 6,
  resurrected: 1,
  dormant: 3,
  isComplete: false,
};

const PICTURES: [DigestPicture, RegExp][] = [
  [
    {
      kind: 'steps',
      steps: [
        { name: 'View', count: 10, now: 1, before: null },
        { name: 'Use', count: 4, now: 0.4, before: 0.5 },
      ],
    },
    /^View: 10, 100\.0%; Use: 4, 40\.0%$/,
  ],
  [
    {
      kind: 'days',
      label: 'Users by day',
      unit: 'count',
      days: [
        { date: '2026-02-23', now: 1200, before: 800 },
        { date: '2026-02-24', now: null, before: 0 },
      ],
    },
    /^Users by day\. 23 Feb 2026: 1\.2k, the week before 800; 24 Feb 2026: nothing, the week before 0$/,
  ],
  [
    {
      kind: 'weeks',
      label: 'Came back',
      unit: 'share',
      weeks: [
        { start: '2026-02-16', value: 0.5, isOpen: false },
        { start: '2026-02-23', value: null, isOpen: true },
      ],
    },
    /^Came back\. 16 Feb 2026: 50%; 23 Feb 2026: nothing so far$/,
  ],
  [
    { kind: 'lifecycle', weeks: [week] },
    /^23 Feb 2026: 6 returning, 1 resurrected, 2 new, 3 dormant so far$/,
  ],
];

describe('the picture of a digest', () => {
  it.each(PICTURES)('%j says what it shows, and has no number that is none', (picture, label) => {
    const { container } = render(<DigestDrawing picture={picture} />);
    expect(screen.getByRole('img').getAttribute('aria-label')).toMatch(label);
    expect(container.innerHTML).not.toMatch(/NaN|Infinity|undefined|="-\d/);
    // Nothing but the drawing itself: no script, no style sheet, no reference to another element.
    expect(container.querySelector('svg')?.outerHTML).not.toMatch(/<style|<script|url\(|href=/);
  });

  it('stands where everything is nothing', () => {
    const days = [{ date: '2026-02-23', now: 0, before: 0 }];
    const { container } = render(
      <DigestDrawing picture={{ kind: 'days', label: 'A', unit: 'share', days }} />,
    );
    expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
  });
});
