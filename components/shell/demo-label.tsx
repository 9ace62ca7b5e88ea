'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { Popover } from '#components/ui/popover';
import { useToast } from '#components/ui/toast';
import { isAllowed } from '#lib/auth/permissions';
import type { Role } from '#lib/core/roles';
import { demoQuery, removeDemo } from '#lib/events/client';

/** Says on every page that the numbers are made up, as long as they are; who may, removes them here. */
export function DemoLabel({ role }: { role: Role }) {
  const { data } = useQuery(demoQuery());
  const [isAsking, setAsking] = useState(false);
  const removal = useMutation(removeDemo(useQueryClient()));
  const toast = useToast();
  if (!data?.present) return null;
  return (
    <>
      <Popover
        label="Demo data"
        className="w-72 p-4"
        triggerProps={{
          size: 'small',
          variant: 'quiet',
          className: 'border-attention-edge! bg-attention-soft! text-attention-ink! h-6!',
        }}
        trigger={
          <>
            <FlaskConical aria-hidden size={12} />
            Demo<span className="max-sm:sr-only">data</span>
          </>
        }
      >
        {(close) => (
          <div className="flex flex-col items-start gap-3 whitespace-normal text-14">
            <p>
              These numbers contain made-up events of two features and some 20,000 users, so that there is
              something to read. Events of your own are kept apart.
            </p>
            {isAllowed(role, 'demo.remove') ? (
              <Button
                size="small"
                onClick={() => {
                  close();
                  setAsking(true);
                }}
              >
                Remove demo data…
              </Button>
            ) : null}
          </div>
        )}
      </Popover>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Remove the demo data?"
        action="Remove demo data"
        isDangerous
        onConfirm={async () => {
          await removal.mutateAsync();
          toast({ title: 'The demo data is gone' });
        }}
      >
        <p>
          All made-up events go; events that were sent or imported stay. It cannot be brought back from here.
        </p>
      </ConfirmDialog>
    </>
  );
}
