'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { copyText } from '#components/ui/copyable';
import { Notice } from '#components/ui/notice';

interface OneTimeSecretProps {
  /** What it is: "password", "token". */
  kind: string;
  value: string;
}

/** A password or token that is shown this once: to be copied now. */
export function OneTimeSecret({ kind, value }: OneTimeSecretProps) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="flex flex-col gap-3">
      <Notice tone="attention">
        This {kind} is shown once. It is stored only as a hash: nobody can look it up later.
      </Notice>
      <div className="flex items-stretch gap-2">
        <code className="grow select-all break-all rounded-box border border-edge bg-sunken px-3 py-2 font-mono text-14">
          {value}
        </code>
        <Button variant="primary" className="h-auto!" onClick={async () => setCopied(await copyText(value))}>
          {isCopied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <span role="status" className="sr-only">
        {isCopied ? `The ${kind} is on the clipboard` : ''}
      </span>
    </div>
  );
}
