import { PlainPage } from '#components/shell/plain-page';
import { ButtonLink } from '#components/ui/button';

export default function Forbidden() {
  return (
    <PlainPage title="Not for your role">
      <p className="mb-6 text-ink-2">
        You are signed in, but your role may not see this page. An admin can change your role on the People
        page.
      </p>
      <ButtonLink href="/funnels" variant="primary">
        Go to funnels
      </ButtonLink>
    </PlainPage>
  );
}
