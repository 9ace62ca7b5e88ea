import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';

export default function NotFound() {
  return (
    <>
      <h1 className="mb-6 font-semibold text-20 tracking-tight">Nothing here</h1>
      <EmptyState
        title="This address leads nowhere"
        action={<ButtonLink href="/funnels">Go to funnels</ButtonLink>}
      >
        What it showed was deleted, or the link is incomplete. Nothing else is affected.
      </EmptyState>
    </>
  );
}
