'use client';

import { Link2 } from 'lucide-react';
import { Button } from '#components/ui/button';
import { copyText } from '#components/ui/copyable';
import { useToast } from '#components/ui/toast';

/** Copies the address of what is shown: it must be whole, even where the page's own address leaves things open. */
export function CopyLink({ path }: { path: string }) {
  const toast = useToast();
  const copy = async () => {
    const isCopied = await copyText(new URL(path, location.origin).href);
    toast(
      isCopied
        ? { title: 'Link copied: it shows this page as it is' }
        : { title: 'Copying is not allowed by this browser', tone: 'attention' },
    );
  };
  return (
    <Button onClick={() => void copy()}>
      <Link2 aria-hidden size={14} /> Copy link
    </Button>
  );
}
