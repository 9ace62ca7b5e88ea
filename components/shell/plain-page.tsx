import type { ReactNode } from 'react';
import { Horizon } from '#components/shell/horizon';

interface PlainPageProps {
  title: string;
  children: ReactNode;
}

/** A page of one thing, outside of the frame: signing in, setting up, losing the way. */
export function PlainPage({ title, children }: PlainPageProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-[12vh]">
      <div className="w-full max-w-sm">
        <Horizon className="mb-6 size-9" />
        <h1 className="mb-1 font-semibold text-28 tracking-tight">{title}</h1>
        {children}
      </div>
    </main>
  );
}
