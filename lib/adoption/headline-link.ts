import type { Subject } from '#lib/adoption/headline-finding';
import type { Segment } from '#lib/adoption/headline-segment';
import { type AdoptionView, featurePath, viewLink } from '#lib/adoption/url-state';
import { funnelLink } from '#lib/funnels/url-state';

/** The page that shows a rate beside the period before, split by the property in which its cause lies. */
export function causeLink(
  subject: Subject,
  view: AdoptionView,
  { segment, splitBy }: { segment: Segment | null; splitBy: string | null },
): string {
  const property = segment?.property ?? splitBy;
  if (subject.kind === 'feature') {
    const shown = segment ? { value: segment.value } : null;
    const asked = { ...view, compare: true, breakdown: property, segment: shown };
    return viewLink(featurePath(subject.feature), asked);
  }
  return funnelLink(subject.funnelId, view, { compare: '1', by: property });
}
