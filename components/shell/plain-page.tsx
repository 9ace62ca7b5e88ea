import type { ReactNode } from 'react';

interface PlainPageProps {
  title: string;
  children: ReactNode;
}

/** A page of one thing, outside of the frame: signing in, setting up, losing the way. */
export function PlainPage({ title, children }: PlainPageProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-[12vh]">
      <div className="w-full max-w-sm">
        <svg aria-hidden="true" viewBox="0 0 20 20" className="mb-6 size-9">
          <circle cx="10" cy="10" r="9" className="fill-accent-soft stroke-accent" strokeWidth="1" />
          <path d="M1.6 12.4 18.4 7.6A9 9 0 1 1 1.6 12.4Z" className="fill-accent" />
          <path d="M5.5 10h3l1.5 1.5 1.5-1.5h3" className="fill-transparent stroke-ink" strokeWidth="1.2" />
        </svg>
        <h1 className="mb-1 font-semibold text-28 tracking-tight">{title}</h1>
        {children}
      </div>
    </main>
  );
}
