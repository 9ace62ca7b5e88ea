import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';

export default function Forbidden() {
  return (
    <>
      <h1 className="mb-6 font-semibold text-20 tracking-tight">Not for your role</h1>
      <EmptyState
        title="Your role may not see this page"
        action={<ButtonLink href="/funnels">Go to funnels</ButtonLink>}
      >
        An admin can change your role on the People page.
      </EmptyState>
    </>
  );
}
