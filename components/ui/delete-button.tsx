'use client';

import { Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { IconButton } from '#components/ui/button';

const ConfirmDialog = dynamic(
  () => import('#components/ui/confirm-dialog').then((file) => file.ConfirmDialog),
  { ssr: false },
);

interface DeleteButtonProps {
  /** The row's own name. */
  name: string;
  /** What is deleted, when it is not what the name stands for. */
  title?: string;
  /** The deed, as the button says it. */
  action: string;
  onDelete: () => Promise<unknown>;
  /** What goes, and what stays. */
  children: ReactNode;
}

/** Deletes a row of a list, once that is confirmed. */
export function DeleteButton({ name, title = name, action, onDelete, children }: DeleteButtonProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <IconButton
        size="small"
        label={`Delete ${name}`}
        icon={<Trash2 aria-hidden size={14} />}
        onClick={() => setAsking(true)}
      />
      {isAsking ? (
        <ConfirmDialog
          isOpen
          onClose={() => setAsking(false)}
          title={`Delete ${title}?`}
          action={action}
          isDangerous
          onConfirm={onDelete}
        >
          {children}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
