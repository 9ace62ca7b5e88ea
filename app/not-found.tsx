import { PlainPage } from '#components/shell/plain-page';
import { ButtonLink } from '#components/ui/button';

export default function NotFound() {
  return (
    <PlainPage title="Nothing here">
      <p className="mb-6 text-ink-2">
        This address leads nowhere: what it showed was deleted, or the link is incomplete. Nothing else is
        affected.
      </p>
      <ButtonLink href="/funnels" variant="primary">
        Go to funnels
      </ButtonLink>
    </PlainPage>
  );
}
