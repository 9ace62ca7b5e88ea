import type { ReactNode } from 'react';

/** As wide as a phone shows without shrinking, so that its words are as large as those around it. */
export const PICTURE_WIDTH = 360;

interface PictureFrameProps {
  height: number;
  /** Everything that the picture shows, for those who do not see it. */
  label: string;
  children: ReactNode;
}

/**
 * A drawing without scripts, styles or ids: it can stand in a page, on paper and, once the colours are written out, in
 * a mail.
 */
export function PictureFrame({ height, label, children }: PictureFrameProps) {
  return (
    <svg
      data-chart
      role="img"
      aria-label={label}
      width={PICTURE_WIDTH}
      height={height}
      viewBox={`0 0 ${PICTURE_WIDTH} ${height}`}
      fontSize="12"
      className="h-auto max-w-full"
    >
      {children}
    </svg>
  );
}
