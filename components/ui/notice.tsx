import clsx from 'clsx';
import type { ReactNode } from 'react';
import { TONE_BOX, type Tone, ToneIcon } from '#components/ui/badge';

interface NoticeProps {
  tone?: Tone;
  /** `alert` is read out at once, `status` when there is a pause; without, it is plain text. */
  role?: 'alert' | 'status';
  children: ReactNode;
  className?: string;
}

/** A sentence or two that must not be missed, where they matter. */
export function Notice({ tone = 'neutral', role, children, className }: NoticeProps) {
  return (
    <div
      role={role}
      className={clsx(
        'flex items-start gap-2 rounded-box border px-3 py-2 text-14',
        TONE_BOX[tone],
        className,
      )}
    >
      <span className="mt-[3px]">
        <ToneIcon tone={tone} />
      </span>
      <div className="min-w-0 grow">{children}</div>
    </div>
  );
}
