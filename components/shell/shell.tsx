'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { Navigation } from '#components/shell/navigation';
import type { Me } from '#components/shell/person-menu';
import { sectionsFor } from '#components/shell/sections';
import { TopBar } from '#components/shell/top-bar';
import { useShortcuts } from '#components/shell/use-shortcuts';
import { Wordmark } from '#components/shell/wordmark';

// What opens on demand is fetched on demand: the first page is lighter by it.
const CommandPalette = dynamic(() => import('#components/shell/command-palette'), { ssr: false });
const KeysDialog = dynamic(() => import('#components/shell/keys-dialog').then((file) => file.KeysDialog), {
  ssr: false,
});
const MenuSheet = dynamic(() => import('#components/shell/menu-sheet').then((file) => file.MenuSheet), {
  ssr: false,
});

type Open = 'palette' | 'keys' | 'menu' | null;

interface ShellProps {
  me: Me;
  /** Whether there is a sandbox to break things in. */
  hasSandbox: boolean;
  children: ReactNode;
}

/** The frame of every signed-in page: menu, state line, palette, and the place for the page. */
export function Shell({ me, hasSandbox, children }: ShellProps) {
  const [open, setOpen] = useState<Open>(null);
  const close = useCallback(() => setOpen(null), []);
  const onPalette = useCallback(() => setOpen((was) => (was === 'palette' ? null : 'palette')), []);
  const onHelp = useCallback(() => setOpen('keys'), []);
  const groups = useMemo(() => sectionsFor(me.role, hasSandbox), [me.role, hasSandbox]);
  useShortcuts({ groups, onPalette, onHelp });
  return (
    <div className="print:block! lg:grid lg:min-h-dvh lg:grid-cols-[13rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="-translate-y-16 print:hidden focus:translate-y-0 fixed top-2 left-2 z-30 rounded-box bg-accent px-3 py-2 text-on-accent"
      >
        Skip to content
      </a>
      <aside aria-label="Menu" className="border-line border-r bg-sunken max-lg:hidden print:hidden">
        <div className="sticky top-0 flex h-dvh flex-col gap-6 overflow-y-auto p-3">
          <div className="flex h-6 items-center px-2">
            <Wordmark />
          </div>
          <Navigation groups={groups} />
          <p className="mt-auto px-2 text-12 text-ink-3">Press ? for the keys</p>
        </div>
      </aside>
      <div className="flex min-w-0 flex-col">
        <TopBar me={me} onMenu={() => setOpen('menu')} onPalette={onPalette} />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl grow px-4 py-6 outline-none sm:px-6 print:max-w-none print:p-0"
        >
          {children}
        </main>
      </div>
      {open === 'menu' ? <MenuSheet groups={groups} onClose={close} /> : null}
      {open === 'keys' ? <KeysDialog groups={groups} onClose={close} /> : null}
      {open === 'palette' ? <CommandPalette role={me.role} groups={groups} onClose={close} /> : null}
    </div>
  );
}
