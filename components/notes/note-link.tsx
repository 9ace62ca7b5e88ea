import { ExternalLink } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';

const LOOK = 'inline-flex items-center gap-1 text-accent-ink underline underline-offset-2';

/** Where more of it can be read: a page of ours in this tab, another site in a new one. */
export function NoteLink({ href, label }: { href: string; label: string }) {
  if (href.startsWith('/')) {
    return (
      <Link href={href as Route} className={LOOK} aria-label={`Open the page of: ${label}`}>
        Open
      </Link>
    );
  }
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className={LOOK}
      aria-label={`Open the link of: ${label}`}
    >
      {new URL(href).host}
      <ExternalLink aria-hidden size={12} />
    </a>
  );
}
