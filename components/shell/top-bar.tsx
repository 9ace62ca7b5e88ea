'use client';

import { Menu as MenuIcon, Moon, Search, Sun } from 'lucide-react';
import { type Me, PersonMenu } from '#components/shell/person-menu';
import { StateLine } from '#components/shell/state-line';
import { switchTheme } from '#components/shell/theme';
import { Button, IconButton } from '#components/ui/button';
import { Kbd } from '#components/ui/kbd';

interface TopBarProps {
  me: Me;
  onMenu: () => void;
  onPalette: () => void;
}

/** One line of state on the left, what is always at hand on the right. */
export function TopBar({ me, onMenu, onPalette }: TopBarProps) {
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-line border-b bg-canvas/95 px-4 sm:px-6 print:hidden">
      <IconButton
        label="Menu"
        icon={<MenuIcon aria-hidden size={18} />}
        onClick={onMenu}
        className="-ml-2 lg:hidden"
      />
      <StateLine role={me.role} />
      <div className="ml-auto flex shrink-0 items-center gap-1">
        <Button
          variant="quiet"
          onClick={onPalette}
          aria-label="Find or do"
          aria-keyshortcuts="Meta+K Control+K"
          className="px-2!"
        >
          <Search aria-hidden size={16} />
          <span className="max-md:hidden">
            <Kbd>⌘K</Kbd>
          </span>
        </Button>
        <IconButton
          label="Switch theme"
          className="max-sm:hidden"
          onClick={() => void switchTheme()}
          icon={
            <>
              <Moon aria-hidden size={16} className="dark:hidden" />
              <Sun aria-hidden size={16} className="hidden dark:block" />
            </>
          }
        />
        <PersonMenu me={me} />
      </div>
    </header>
  );
}
