'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

interface CopyableProps {
  /** What is copied, whole. */
  value: string;
  /** What it is: "request id", "hash". */
  label: string;
  /** How many characters are shown; all when left out. */
  shown?: number;
}

/** An id or a hash: short to the eye, whole on the clipboard. */
export function Copyable({ value, label, shown }: CopyableProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    const isCopied = await copyText(value);
    setState(isCopied ? 'copied' : 'failed');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState('idle'), 2000);
  };
  const text = shown !== undefined && value.length > shown ? `${value.slice(0, shown)}…` : value;
  const Icon = state === 'copied' ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      title={value}
      aria-label={`Copy ${label} ${text}`}
      className="-mx-1 inline-flex min-h-6 max-w-full items-center gap-1 rounded-box px-1 font-mono text-12 text-ink-2 hover:bg-hover hover:text-ink"
    >
      <span className="truncate">{text}</span>
      <Icon aria-hidden size={12} className="shrink-0 text-ink-3" />
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Copied' : state === 'failed' ? 'Copying is not allowed by this browser' : ''}
      </span>
    </button>
  );
}

/** Whether the text is on the clipboard now. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
