'use client';

import { Button } from '#components/ui/button';
import { copyText } from '#components/ui/copyable';
import { Popover } from '#components/ui/popover';
import { Time } from '#components/ui/time';
import { useToast } from '#components/ui/toast';
import { formatBytes, formatMoney } from '#lib/core/format';
import type { Meta } from '#lib/funnels/answers';

/** How the answer came about: quiet, at the foot, and whole. */
export function MetaLine({ meta }: { meta: Meta }) {
  const { engine, dataThrough, computedAt, cached, elapsedMs, bytesScanned, costUsd, sql } = meta;
  return (
    <footer className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t pt-3 text-12 text-ink-3">
      <span>Engine: {engine}</span>
      <span>
        Data to <Time at={dataThrough} />
      </span>
      <span>
        Counted <Time at={computedAt} />, {cached ? 'kept since then' : `in ${Math.round(elapsedMs)} ms`}
      </span>
      <span>{formatBytes(bytesScanned)} read</span>
      <span>{costUsd === 0 ? 'no cost' : formatMoney(costUsd)}</span>
      {sql === undefined ? null : (
        <Popover
          label="SQL"
          align="end"
          trigger="SQL"
          triggerProps={{ size: 'small', variant: 'quiet' }}
          className="w-2xl p-4"
        >
          <div className="mb-2 flex items-center justify-between gap-4">
            <h2 className="font-semibold text-14 text-ink">The text that was asked</h2>
            <CopySql sql={sql} />
          </div>
          <pre className="whitespace-pre-wrap wrap-anywhere rounded-box bg-sunken p-3 font-mono text-12 text-ink">
            {sql}
          </pre>
        </Popover>
      )}
    </footer>
  );
}

function CopySql({ sql }: { sql: string }) {
  const toast = useToast();
  const copy = async () => {
    const isCopied = await copyText(sql);
    toast(
      isCopied
        ? { title: 'SQL copied' }
        : { title: 'Copying is not allowed by this browser', tone: 'attention' },
    );
  };
  return (
    <Button size="small" onClick={() => void copy()}>
      Copy
    </Button>
  );
}
