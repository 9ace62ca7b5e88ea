'use client';

import { useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { isAllowed } from '#lib/auth/permissions';
import type { Role } from '#lib/core/roles';
import { demoQuery } from '#lib/events/client';

const DemoDialog = dynamic(() => import('#components/shell/demo-dialog').then((file) => file.DemoDialog), {
  ssr: false,
});

/** Says on every page that the numbers are made up, as long as they are; who may, removes them from here. */
export function DemoLabel({ role }: { role: Role }) {
  const { data } = useQuery(demoQuery());
  const [isOpen, setOpen] = useState(false);
  if (!data?.present) return null;
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        aria-haspopup="dialog"
        className="h-6! min-w-6 shrink-0 border-attention-edge! bg-attention-soft! text-attention-ink! max-[420px]:px-1!"
        onClick={() => setOpen(true)}
      >
        <FlaskConical aria-hidden size={12} />
        <span className="max-[420px]:sr-only">
          Demo<span className="max-sm:sr-only"> data</span>
        </span>
      </Button>
      {isOpen ? (
        <DemoDialog canRemove={isAllowed(role, 'demo.remove')} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
