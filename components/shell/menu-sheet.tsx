'use client';

import { Navigation } from '#components/shell/navigation';
import type { SectionGroup } from '#components/shell/sections';
import { Sheet } from '#components/ui/dialog';

interface MenuSheetProps {
  groups: readonly SectionGroup[];
  onClose: () => void;
}

/** The menu where there is no room for it beside the page. */
export function MenuSheet({ groups, onClose }: MenuSheetProps) {
  return (
    <Sheet isOpen onClose={onClose} title="Flightdeck" side="left">
      <Navigation groups={groups} onNavigate={onClose} />
    </Sheet>
  );
}
