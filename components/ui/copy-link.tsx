'use client';

import { Link2 } from 'lucide-react';
import { Button } from '#components/ui/button';
import { copyText } from '#components/ui/copyable';
import { useToast } from '#components/ui/toast';

interface CopyLinkProps {
  /** What is copied, where the page's own address leaves things open. */
  path?: string;
}

/** Copies an address that shows this page, as it is, to whoever opens it. */
export function CopyLink({ path }: CopyLinkProps) {
  const toast = useToast();
  const copy = async () => {
    const address = path === undefined ? location.href : new URL(path, location.origin).href;
    const isCopied = await copyText(address);
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
