'use client';

import { Check, Copy } from 'lucide-react';
import { Fragment, useState } from 'react';
import { IconButton } from '#components/ui/button';
import { copyText } from '#components/ui/copyable';
import { useToast } from '#components/ui/toast';
import type { ShellLine } from '#lib/core/shell-line';

/** Commands to copy, each with what it does. */
export function CommandLines({ lines }: { lines: readonly ShellLine[] }) {
  return (
    <ol className="flex flex-col gap-2">
      {lines.map((line) => (
        <CommandLine key={line.command} {...line} />
      ))}
    </ol>
  );
}

function CommandLine({ does, command }: ShellLine) {
  const [isCopied, setCopied] = useState(false);
  const toast = useToast();
  const copy = async () => {
    const succeeded = await copyText(command);
    setCopied(succeeded);
    if (!succeeded) toast({ title: 'Copying is not allowed by this browser', tone: 'attention' });
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <li>
      <p className="text-12 text-ink-2">{does}</p>
      <div className="flex items-start gap-1 rounded-box border border-line bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 grow break-words py-1 font-mono text-12">
          {/* An option is never torn at its hyphens. */}
          {[...command.matchAll(/\S+/g)].map(({ 0: word, index }) => (
            <Fragment key={index}>
              {index > 0 ? ' ' : ''}
              <span className="inline-block max-w-full">{word}</span>
            </Fragment>
          ))}
        </code>
        <IconButton
          size="small"
          label={isCopied ? 'Copied' : `Copy the command: ${does}`}
          icon={<Icon aria-hidden size={14} />}
          onClick={() => void copy()}
        />
      </div>
    </li>
  );
}
