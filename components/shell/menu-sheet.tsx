'use client';

import { Navigation } from '#components/shell/navigation';
import { Sheet } from '#components/ui/dialog';
import type { Role } from '#lib/core/roles';

/** The menu where there is no room for it beside the page. */
export function MenuSheet({ role, onClose }: { role: Role; onClose: () => void }) {
  return (
    <Sheet isOpen onClose={onClose} title="Flightdeck" side="left">
      <Navigation role={role} onNavigate={onClose} />
    </Sheet>
  );
}
