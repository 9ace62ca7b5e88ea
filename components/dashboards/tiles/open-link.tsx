import type { Route } from 'next';
import { ButtonLink } from '#components/ui/button';

/** Leads from a chart to the page that shows more of it. */
export function OpenLink({ href }: { href: string }) {
  return (
    <ButtonLink variant="quiet" size="small" href={href as Route} className="print:hidden">
      Open
    </ButtonLink>
  );
}
