'use client';

import { type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { IconButton } from '#components/ui/button';
import { useToast } from '#components/ui/toast';

interface DuplicateButtonProps<Saved> {
  id: string;
  name: string;
  mutation: UseMutationOptions<Saved, Error, string>;
  onDone: () => Promise<unknown>;
}

/** Copies a row of a list, and says under which name. */
export function DuplicateButton<Saved extends { name: string }>({
  id,
  name,
  mutation,
  onDone,
}: DuplicateButtonProps<Saved>) {
  const toast = useToast();
  const duplicate = useMutation({
    ...mutation,
    onSuccess: async (copy) => {
      toast({ title: `Copied as ${copy.name}` });
      await onDone();
    },
    onError: (error) => toast({ title: error.message, tone: 'bad' }),
  });
  return (
    <IconButton
      size="small"
      label={`Duplicate ${name}`}
      icon={<Copy aria-hidden size={14} />}
      isLoading={duplicate.isPending}
      onClick={() => duplicate.mutate(id)}
    />
  );
}
