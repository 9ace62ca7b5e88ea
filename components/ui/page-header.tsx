import type { Route } from 'next';
import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';

interface PageHeaderProps {
  title: string;
  /** The pages above this one. */
  parents?: { label: string; href: Route }[];
  /** What the page shows, exactly: a definition, not a slogan. */
  subtitle?: ReactNode;
  /** Small marks beside the title, such as "edited". */
  marks?: ReactNode;
  actions?: ReactNode;
}

/** The head of every page: where we are, what it shows, what can be done with it. */
export function PageHeader({ title, parents = [], subtitle, marks, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 max-w-prose">
        <div className="flex flex-wrap items-center gap-x-2 text-20">
          {parents.length > 0 ? (
            <nav aria-label="Breadcrumb" className="flex items-center gap-2 text-ink-3">
              {parents.map((parent) => (
                <Fragment key={parent.href}>
                  <Link href={parent.href} className="hover:text-ink hover:underline">
                    {parent.label}
                  </Link>
                  <span aria-hidden>/</span>
                </Fragment>
              ))}
            </nav>
          ) : null}
          <h1 className="font-semibold tracking-tight">{title}</h1>
          {marks}
        </div>
        {subtitle ? <div className="mt-1 text-14 text-ink-2 text-pretty">{subtitle}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
