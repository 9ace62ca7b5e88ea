import { DaysPicture } from '#components/dashboards/pictures/days-picture';
import { LifecyclePicture } from '#components/dashboards/pictures/lifecycle-picture';
import { StepsPicture } from '#components/dashboards/pictures/steps-picture';
import { WeeksPicture } from '#components/dashboards/pictures/weeks-picture';
import type { DigestPicture } from '#lib/dashboards/digest-answers';

/** What a digest draws for a tile, with what it shows in words beneath. */
export function DigestDrawing({ picture }: { picture: DigestPicture }) {
  return (
    <figure className="min-w-0">
      <Drawing picture={picture} />
      <figcaption className="mt-1 text-12 text-ink-3">{captionOf(picture)}</figcaption>
    </figure>
  );
}

function Drawing({ picture }: { picture: DigestPicture }) {
  switch (picture.kind) {
    case 'steps':
      return <StepsPicture steps={picture.steps} />;
    case 'days':
      return <DaysPicture {...picture} />;
    case 'weeks':
      return <WeeksPicture {...picture} />;
    case 'lifecycle':
      return <LifecyclePicture points={picture.weeks} />;
  }
}

function captionOf(picture: DigestPicture): string {
  switch (picture.kind) {
    case 'steps':
      return 'Share of those who entered; dashed: the week before';
    case 'days':
      return `${picture.label}; dashed: the week before`;
    case 'weeks':
      return picture.weeks.some(({ isOpen }) => isOpen)
        ? `${picture.label}; dashed: not over`
        : picture.label;
    case 'lifecycle':
      return 'Users by week, those who stayed away below the line';
  }
}
